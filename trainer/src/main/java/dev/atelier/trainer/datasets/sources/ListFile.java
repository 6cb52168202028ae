package dev.atelier.trainer.datasets.sources;

import dev.atelier.trainer.datasets.DataSetException;
import java.io.Closeable;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * A list of DeepFashion: the number of rows in the first line, a header in the second, then a row in each line, with columns
 * parted by spaces. Rows are read one at a time and numbers straight from the bytes, since the longest list has 580 MB.
 */
final class ListFile implements Closeable {

    private final String file;
    private final TableLines lines;
    private final int count;
    private int read;
    private int behindName;

    ListFile(SourceFiles files, String file) throws IOException {
        this.file = file;
        lines = new TableLines(file, files.stream(file));
        String first = lines.next() ? lines.text().strip() : "";
        if (!first.matches("[0-9]{1,9}") || !lines.next()) {
            lines.close();
            throw new DataSetException(file + " begins with '" + first
                    + "', expected the number of its rows in the first line and a header in the second");
        }
        count = Integer.parseInt(first);
    }

    /** How many rows the first line promises. */
    int count() {
        return count;
    }

    /**
     * Goes to the next row.
     *
     * @return false at the end
     * @throws DataSetException where there are more or fewer rows than promised
     */
    boolean next() throws IOException {
        boolean there = lines.next();
        while (there && isBlank()) {
            there = lines.next();
        }
        read += there ? 1 : 0;
        if (there ? read > count : read < count) {
            throw new DataSetException(file + " has " + (there ? "more" : "only " + read) + " rows "
                    + (there ? "than" : "instead of") + " the " + count + " that its first line promises");
        }
        behindName = 0;
        while (there && behindName < lines.length() && lines.bytes()[behindName] != ' ') {
            behindName++;
        }
        return there;
    }

    private boolean isBlank() {
        for (int i = 0; i < lines.length(); i++) {
            if (lines.bytes()[i] != ' ') {
                return false;
            }
        }
        return true;
    }

    /** The first column, which has no spaces. */
    String name() {
        return new String(lines.bytes(), 0, behindName, StandardCharsets.UTF_8);
    }

    /** Whether the first column is {@code other}'s. */
    boolean sameName(ListFile other) {
        return Arrays.equals(lines.bytes(), 0, behindName, other.lines.bytes(), 0, other.behindName);
    }

    /** What stands behind the first column. */
    String rest() throws DataSetException {
        String text = lines.text().strip();
        return text.substring(Math.min(text.length(), name().length())).strip();
    }

    /** The row's last column, which is a number, and all before it, which may hold spaces. */
    NamedType namedType() throws DataSetException {
        String text = lines.text().strip();
        int space = text.lastIndexOf(' ');
        String type = text.substring(space + 1);
        if (space < 0 || !type.matches("[0-9]{1,3}")) {
            throw new DataSetException(place() + " is '" + text + "', expected a name and a type, which is a number");
        }
        return new NamedType(text.substring(0, space).strip(), Integer.parseInt(type));
    }

    /** A row of the lists of categories and attributes. */
    record NamedType(String name, int type) {}

    /** The numbers behind the first column. */
    int[] numbers() throws DataSetException {
        int[] numbers = new int[32];
        Numbers all = new Numbers();
        int found = 0;
        while (all.next()) {
            numbers = found == numbers.length ? Arrays.copyOf(numbers, 2 * found) : numbers;
            numbers[found++] = all.value;
        }
        return Arrays.copyOf(numbers, found);
    }

    /**
     * The columns behind the first one that hold a 1, counted from 0.
     *
     * @param columns how many there must be
     */
    int[] ones(int columns) throws DataSetException {
        int[] ones = new int[16];
        int found = 0;
        Numbers all = new Numbers();
        int column = 0;
        for (; all.next(); column++) {
            if (all.value < -1 || all.value > 1) {
                throw new DataSetException(place() + " has the value " + all.value + " in column " + (column + 1)
                        + ", expected 1, 0 or -1");
            }
            if (all.value == 1) {
                ones = found == ones.length ? Arrays.copyOf(ones, 2 * found) : ones;
                ones[found++] = column;
            }
        }
        if (column != columns) {
            throw new DataSetException(place() + " has " + column + " values, expected " + columns);
        }
        return Arrays.copyOf(ones, found);
    }

    /** Walks over the row's numbers. */
    private final class Numbers {
        private int at = behindName;
        private int value;

        boolean next() throws DataSetException {
            byte[] bytes = lines.bytes();
            while (at < lines.length() && bytes[at] == ' ') {
                at++;
            }
            if (at >= lines.length()) {
                return false;
            }
            boolean negative = bytes[at] == '-';
            at += negative ? 1 : 0;
            int start = at;
            int number = 0;
            while (at < lines.length() && bytes[at] >= '0' && bytes[at] <= '9' && at - start < 8) {
                number = 10 * number + bytes[at] - '0';
                at++;
            }
            if (at == start || at < lines.length() && bytes[at] != ' ') {
                throw new DataSetException(place() + " has something that is no number at character " + (at + 1));
            }
            value = negative ? -number : number;
            return true;
        }
    }

    String place() {
        return lines.place();
    }

    long number() {
        return lines.number();
    }

    @Override
    public void close() throws IOException {
        lines.close();
    }
}
