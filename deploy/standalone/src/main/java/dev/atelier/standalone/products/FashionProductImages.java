package dev.atelier.standalone.products;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.atelier.standalone.terminal.CommandFailure;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/** The zip file of Fashion Product Images (Aggarwal 2019), small or full size: styles.csv and images/ID.jpg. */
public final class FashionProductImages implements ProductSource {
    private static final String TABLE = "styles.csv";
    /** Beside id, the first column, and the name, the last, which may have commas in it without any quotes. */
    private static final List<String> ATTRIBUTES =
            List.of("gender", "category", "type", "article", "colour", "season", "year", "usage");

    private final ZipFile zip;
    private final String folder;
    private final BufferedReader table;
    private long line = 1;

    /** @throws CommandFailure where the file is another one */
    public static FashionProductImages open(Path file) throws IOException {
        ZipFile zip = new ZipFile(file.toFile());
        Optional<? extends ZipEntry> table = zip.stream()
                .filter(entry ->
                        entry.getName().equals(TABLE) || entry.getName().endsWith("/" + TABLE))
                .findFirst();
        if (table.isEmpty()) {
            zip.close();
            throw new CommandFailure(file + " has no " + TABLE + ": it is not Fashion Product Images");
        }
        return new FashionProductImages(zip, table.get());
    }

    private FashionProductImages(ZipFile zip, ZipEntry entry) throws IOException {
        this.zip = zip;
        folder = entry.getName().substring(0, entry.getName().length() - TABLE.length());
        table = new BufferedReader(new InputStreamReader(zip.getInputStream(entry), StandardCharsets.UTF_8));
        table.readLine();
    }

    @Override
    public Optional<ProductLine> next() throws IOException {
        String text = table.readLine();
        if (text == null) {
            return Optional.empty();
        }
        line++;
        String[] cells = text.split(",", ATTRIBUTES.size() + 2);
        if (cells.length < ATTRIBUTES.size() + 2) {
            return Optional.of(new ProductLine.Bad(
                    line, "There are " + cells.length + " cells, not " + (ATTRIBUTES.size() + 2) + "."));
        }
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        String name = cells[cells.length - 1].strip();
        body.put("title", name.isEmpty() ? cells[4] + " " + cells[0] : name);
        for (int i = 0; i < ATTRIBUTES.size(); i++) {
            String value = cells[i + 1].strip();
            if (!value.isEmpty() && !value.equals("NA")) {
                body.withObject("/attributes").withArray(ATTRIBUTES.get(i)).add(value);
            }
        }
        return Optional.of(new ProductLine.Wanted(line, cells[0].strip(), body, cells[0].strip() + ".jpg"));
    }

    @Override
    public byte[] picture(String name) throws IOException {
        ZipEntry entry = zip.getEntry(folder + "images/" + name);
        if (entry == null) {
            throw new NoSuchFileException(folder + "images/" + name);
        }
        try (InputStream in = zip.getInputStream(entry)) {
            return in.readAllBytes();
        }
    }

    @Override
    public void close() throws IOException {
        table.close();
        zip.close();
    }
}
