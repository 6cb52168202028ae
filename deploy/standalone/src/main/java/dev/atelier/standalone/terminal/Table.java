package dev.atelier.standalone.terminal;

import java.util.ArrayList;
import java.util.List;

/** Columns of text, each as wide as its widest cell, numbers to the right. */
public final class Table {
    private static final String NUMBER = "[-+]?[0-9][0-9.,]*( ?(%|s|ms|/s))?";

    private final List<List<String>> rows = new ArrayList<>();

    public Table(String... header) {
        rows.add(List.of(header));
    }

    public Table row(String... cells) {
        if (cells.length != rows.get(0).size()) {
            throw new IllegalArgumentException("a row has " + rows.get(0).size() + " cells here, not " + cells.length);
        }
        rows.add(List.of(cells));
        return this;
    }

    /** The lines, header first; no header line where every heading is empty. */
    public List<String> lines() {
        boolean headed = rows.get(0).stream().anyMatch(heading -> !heading.isEmpty());
        return rows.stream().skip(headed ? 0 : 1).map(this::line).toList();
    }

    private String line(List<String> row) {
        StringBuilder line = new StringBuilder();
        for (int i = 0; i < row.size(); i++) {
            int column = i;
            int width =
                    rows.stream().mapToInt(r -> r.get(column).length()).max().orElse(0);
            String padding = " ".repeat(width - row.get(i).length());
            boolean right = rows.stream().skip(1).allMatch(r -> r.get(column).matches(NUMBER));
            line.append("  ").append(right ? padding + row.get(i) : row.get(i) + padding);
        }
        return line.toString().stripTrailing();
    }
}
