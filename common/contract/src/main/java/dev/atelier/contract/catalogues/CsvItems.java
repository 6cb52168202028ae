package dev.atelier.contract.catalogues;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.dataformat.csv.CsvMapper;
import dev.atelier.contract.attributes.ClosestNames;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;

/**
 * A table with commas: a header, then an item a line. Cells in quotes may hold commas and, doubled, quotes, but no line
 * ends, so that an open quote spoils one line and not the rest of the file. Space around a cell is no part of it.
 */
final class CsvItems implements WantedItems {
    private static final String ID = "id";
    private static final String SEED = "seed";
    private static final ObjectReader CELLS = new CsvMapper().readerFor(String[].class);

    private final SourceText text;
    private final ItemCheck check;
    private final List<String> columns;
    private final List<Boolean> many;
    private final long firstLine;

    CsvItems(SourceText text, ItemCheck check) throws IOException {
        this.text = text;
        this.check = check;
        this.columns = header();
        this.many = columns.stream().map(check::takesMany).toList();
        this.firstLine = text.number() + 1;
    }

    private List<String> header() throws IOException {
        while (text.next()) {
            try {
                String line = text.text();
                if (!line.isBlank()) {
                    return checked(cells(line));
                }
            } catch (BadLineException e) {
                throw new UnreadableSourceException(e.mistake());
            }
        }
        throw new UnreadableSourceException(Mistake.of("", "", "The table is empty; " + expected()));
    }

    private List<String> checked(List<String> header) {
        List<String> names = Stream.concat(Stream.of(ID, SEED), check.attributeNames().stream())
                .toList();
        if (header.stream().noneMatch(names::contains)) {
            throw new UnreadableSourceException(
                    Mistake.of("", String.join(",", header), "The first line is no header; " + expected()));
        }
        var mistakes = new ArrayList<Mistake>();
        var seen = new HashSet<String>();
        for (String column : header) {
            if (!seen.add(column)) {
                mistakes.add(Mistake.of(column, "", "The header names the column '" + column + "' twice."));
            } else if (!names.contains(column)) {
                List<String> closest = ClosestNames.to(column, names);
                mistakes.add(new Mistake(
                        column,
                        "",
                        "There is no attribute '" + column + "'; did you mean '" + String.join("', '", closest) + "'?",
                        closest));
            }
        }
        if (!mistakes.isEmpty()) {
            throw new UnreadableSourceException(mistakes);
        }
        return header;
    }

    private String expected() {
        return "it begins with a line that names the columns, such as " + ID + ","
                + String.join(",", check.attributeNames()) + ", with commas between them.";
    }

    @Override
    public Optional<SourceLine> next() throws IOException {
        while (text.next()) {
            try {
                String line = text.text();
                if (!line.isBlank()) {
                    return Optional.of(line(cells(line)));
                }
            } catch (BadLineException e) {
                return Optional.of(new SourceLine.Bad(text.number(), List.of(e.mistake())));
            }
        }
        return Optional.empty();
    }

    private SourceLine line(List<String> cells) throws BadLineException {
        if (cells.size() != columns.size()) {
            throw new BadLineException(Mistake.of(
                    "",
                    String.join(",", cells),
                    "The line has " + cells.size() + " cells, and the header " + columns.size()
                            + "; a cell with a comma in it needs quotes around it."));
        }
        Optional<String> id = Optional.empty();
        OptionalLong seed = OptionalLong.empty();
        var mistakes = new ArrayList<Mistake>();
        Map<String, List<String>> values = new HashMap<>();
        for (int i = 0; i < cells.size(); i++) {
            String cell = cells.get(i);
            if (cell.isEmpty()) {
                continue;
            }
            switch (columns.get(i)) {
                case ID -> id = Optional.of(cell);
                case SEED -> seed = ItemCheck.seed(cell, mistakes);
                default -> values.put(columns.get(i), many.get(i) ? several(cell) : List.of(cell));
            }
        }
        return check.line(text.number(), text.number() - firstLine, id, values, seed, mistakes);
    }

    private static List<String> several(String cell) {
        return Arrays.stream(cell.split(";"))
                .map(String::strip)
                .filter(value -> !value.isEmpty())
                .toList();
    }

    private static List<String> cells(String line) throws BadLineException {
        try {
            String[] cells = CELLS.readValue(line);
            for (int i = 0; i < cells.length; i++) {
                cells[i] = cells[i].strip();
            }
            return List.of(cells);
        } catch (JsonProcessingException e) {
            throw new BadLineException(Mistake.of(
                    "",
                    line,
                    "The line's quotes do not match: a cell that begins with a quote ends with one on the same line, and a "
                            + "quote within it is doubled."));
        }
    }
}
