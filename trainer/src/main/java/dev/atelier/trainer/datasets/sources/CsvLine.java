package dev.atelier.trainer.datasets.sources;

import java.util.ArrayList;
import java.util.List;

/**
 * Splits a line at its commas. A field in quotes may hold commas, and a quote as two. The last column takes all that is left,
 * as published tables have names with commas there and don't quote them.
 */
final class CsvLine {

    private CsvLine() {}

    /**
     * @param columns at least 1
     * @return at most {@code columns} fields, fewer where the line has fewer commas
     */
    static List<String> split(String line, int columns) {
        List<String> fields = new ArrayList<>();
        int at = 0;
        while (fields.size() < columns - 1) {
            int close = quotedEnd(line, at);
            int comma =
                    close >= 0 && (close == line.length() || line.charAt(close) == ',') ? close : line.indexOf(',', at);
            if (comma < 0 || comma == line.length()) {
                fields.add(unquoted(line.substring(at)));
                return fields;
            }
            fields.add(unquoted(line.substring(at, comma)));
            at = comma + 1;
        }
        fields.add(unquoted(line.substring(at)));
        return fields;
    }

    /** The place behind a quoted field's closing quote; negative where it is not quoted or not closed. */
    private static int quotedEnd(String line, int start) {
        if (start >= line.length() || line.charAt(start) != '"') {
            return -1;
        }
        for (int i = start + 1; i < line.length(); i++) {
            if (line.charAt(i) == '"') {
                if (i + 1 < line.length() && line.charAt(i + 1) == '"') {
                    i++;
                } else {
                    return i + 1;
                }
            }
        }
        return -1;
    }

    private static String unquoted(String field) {
        return quotedEnd(field, 0) == field.length() && !field.isEmpty()
                ? field.substring(1, field.length() - 1).replace("\"\"", "\"")
                : field;
    }
}
