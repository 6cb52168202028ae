package dev.atelier.standalone.products;

import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.csv.CsvMapper;
import com.fasterxml.jackson.dataformat.csv.CsvParser;
import dev.atelier.standalone.terminal.CommandFailure;
import java.io.BufferedReader;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * A CSV file in UTF-8 with a header and a folder of pictures. The columns id, title and picture are needed; price, currency, inStock
 * (true unless given) and link may be there; every other one is an attribute, several values with ';' between them.
 */
public final class CsvProducts implements ProductSource {
    private static final List<String> NEEDED = List.of("id", "title", "picture");
    private static final Set<String> TEXTS = Set.of("title", "currency", "link");

    private static final char BYTE_ORDER_MARK = '\uFEFF';
    private static final String OTHER_ENCODING =
            "it is not in UTF-8; save it as 'CSV UTF-8', or convert it, say with iconv -f WINDOWS-1252 -t UTF-8";

    private final Path pictures;
    private final MappingIterator<String[]> rows;
    private final List<String> header;
    private boolean broken;

    /** @throws CommandFailure where the header lacks a column or is not in UTF-8 */
    public static CsvProducts open(Path file, Path pictures) throws IOException {
        if (!Files.isDirectory(pictures)) {
            throw new CommandFailure(pictures + " is no folder of pictures");
        }
        return new CsvProducts(file, pictures);
    }

    private CsvProducts(Path file, Path pictures) throws IOException {
        this.pictures = pictures.toRealPath();
        BufferedReader text = Files.newBufferedReader(file);
        try {
            skipByteOrderMark(text);
            rows = new CsvMapper()
                    .readerFor(String[].class)
                    .with(CsvParser.Feature.WRAP_AS_ARRAY)
                    .with(CsvParser.Feature.SKIP_EMPTY_LINES)
                    .readValues(text);
            header = rows.hasNext()
                    ? Arrays.stream(rows.next()).map(String::strip).toList()
                    : List.of();
        } catch (IOException | RuntimeException e) {
            text.close();
            throw new CommandFailure(file + " cannot be read: " + reason(e), e);
        }
        for (String column : NEEDED) {
            if (!header.contains(column)) {
                rows.close();
                throw new CommandFailure(
                        file + " has no column '" + column + "'; its first line names the columns, and has " + header);
            }
        }
    }

    @Override
    public Optional<ProductLine> next() throws IOException {
        if (broken) {
            return Optional.empty();
        }
        long line = rows.getCurrentLocation().getLineNr();
        String[] cells;
        try {
            if (!rows.hasNext()) {
                return Optional.empty();
            }
            cells = rows.next();
        } catch (RuntimeException e) {
            // Where a quote is never closed nobody knows where the next line begins.
            broken = true;
            return Optional.of(new ProductLine.Bad(line, "The file cannot be read from here on: " + reason(e)));
        }
        return Optional.of(read(line, cells));
    }

    /** Spreadsheets begin a file with one. */
    private static void skipByteOrderMark(BufferedReader text) throws IOException {
        text.mark(1);
        if (text.read() != BYTE_ORDER_MARK) {
            text.reset();
        }
    }

    /** Of a failure to read the file, which the rows wrap. */
    private static String reason(Exception failure) {
        boolean otherEncoding = Stream.<Throwable>iterate(failure, Objects::nonNull, Throwable::getCause)
                .anyMatch(CharacterCodingException.class::isInstance);
        return otherEncoding
                ? OTHER_ENCODING
                : String.valueOf(failure.getMessage()).lines().findFirst().orElse("");
    }

    private ProductLine read(long line, String[] cells) {
        if (cells.length != header.size()) {
            return new ProductLine.Bad(
                    line, "There are " + cells.length + " cells where the header has " + header.size() + ".");
        }
        // Exact: else 100 would become 1E+2.
        ObjectNode body = JsonNodeFactory.withExactBigDecimals(true).objectNode();
        String id = "";
        String picture = "";
        for (int i = 0; i < cells.length; i++) {
            String column = header.get(i);
            String cell = cells[i].strip();
            if (column.equals("id")) {
                id = cell;
            } else if (column.equals("picture")) {
                picture = cell;
            } else if (!cell.isEmpty()) {
                Optional<String> mistake = put(column, cell, body);
                if (mistake.isPresent()) {
                    return new ProductLine.Bad(line, mistake.get());
                }
            }
        }
        if (id.isEmpty() || picture.isEmpty()) {
            return new ProductLine.Bad(line, "The line has no " + (id.isEmpty() ? "id" : "picture") + ".");
        }
        return new ProductLine.Wanted(line, id, body, picture);
    }

    /** @return what is wrong with the cell */
    private static Optional<String> put(String column, String cell, ObjectNode body) {
        if (TEXTS.contains(column)) {
            body.put(column, cell);
        } else if (column.equals("inStock")) {
            if (!cell.equals("true") && !cell.equals("false")) {
                return Optional.of("inStock must be true or false, not '" + cell + "'.");
            }
            body.put(column, cell.equals("true"));
        } else if (column.equals("price")) {
            try {
                body.put(column, new BigDecimal(cell));
            } catch (NumberFormatException e) {
                return Optional.of("price must be a number such as 19.90, not '" + cell + "'.");
            }
        } else {
            Arrays.stream(cell.split(";"))
                    .map(String::strip)
                    .forEach(body.withObject("/attributes").withArray(column)::add);
        }
        return Optional.empty();
    }

    @Override
    public byte[] picture(String name) throws IOException {
        Path file = pictures.resolve(name).normalize();
        if (!file.startsWith(pictures)) {
            throw new NoSuchFileException(name, null, "it lies outside of the folder of pictures");
        }
        return Files.readAllBytes(file);
    }

    @Override
    public void close() throws IOException {
        rows.close();
    }
}
