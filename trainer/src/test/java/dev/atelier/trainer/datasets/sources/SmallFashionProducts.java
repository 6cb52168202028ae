package dev.atelier.trainer.datasets.sources;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import javax.imageio.ImageIO;

/** A few made-up products in the published layout: a zip file or folder of these entries. */
public final class SmallFashionProducts {

    private static final String HEADER =
            "id,gender,masterCategory,subCategory,articleType,baseColour,season,year,usage,productDisplayName\n";

    private final StringBuilder table = new StringBuilder(HEADER);
    private final Map<String, byte[]> entries = new LinkedHashMap<>();

    /** Shirts and jeans in blue and red, enough of each that both splits have all. */
    public static SmallFashionProducts shirtsAndJeans(int each) throws IOException {
        SmallFashionProducts products = new SmallFashionProducts();
        int id = 1000;
        for (int i = 0; i < each; i++) {
            products.product(id, "Topwear", "Blue").picture(id, 60, 80, new Color(i, id % 256, 200));
            id++;
            products.product(id, "Topwear", "Red").picture(id, 60, 80, new Color(200, id % 256, i));
            id++;
            products.product(id, "Bottomwear", "Blue").picture(id, 60, 80, new Color(i, id % 256, 120));
            id++;
            products.product(id, "Bottomwear", "Red").picture(id, 60, 80, new Color(120, id % 256, i));
            id++;
        }
        return products;
    }

    SmallFashionProducts product(int id, String type, String colour) {
        return row(id + ",Men,Apparel," + type + ",Shirts," + colour + ",Fall,2012,Casual,A shirt, and more");
    }

    SmallFashionProducts row(String row) {
        table.append(row).append('\n');
        return this;
    }

    SmallFashionProducts picture(int id, int width, int height, Color colour) throws IOException {
        return picture(id, drawn(width, height, BufferedImage.TYPE_3BYTE_BGR, colour));
    }

    SmallFashionProducts picture(int id, byte[] file) {
        return entry("images/" + id + ".jpg", file);
    }

    SmallFashionProducts entry(String name, byte[] content) {
        entries.put(name, content);
        return this;
    }

    /** A coloured block on white, as a JPEG file. */
    static byte[] drawn(int width, int height, int type, Color colour) throws IOException {
        BufferedImage image = new BufferedImage(width, height, type);
        Graphics2D g = image.createGraphics();
        g.setColor(Color.WHITE);
        g.fillRect(0, 0, width, height);
        g.setColor(colour);
        g.fillRect(width / 4, height / 4, width / 2, height / 2);
        g.dispose();
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ImageIO.write(image, "jpg", out);
        return out.toByteArray();
    }

    public Path zip(Path file) throws IOException {
        return zip(file, "", table());
    }

    /** @param prefix a folder within the zip file, with '/' at its end, or nothing */
    Path zip(Path file, String prefix, byte[] tableBytes) throws IOException {
        try (OutputStream out = Files.newOutputStream(file);
                ZipOutputStream zip = new ZipOutputStream(out)) {
            write(zip, prefix + "styles.csv", tableBytes);
            for (Map.Entry<String, byte[]> entry : entries.entrySet()) {
                write(zip, prefix + entry.getKey(), entry.getValue());
            }
        }
        return file;
    }

    Path folder(Path folder) throws IOException {
        Files.createDirectories(folder.resolve("images"));
        Files.writeString(folder.resolve("styles.csv"), table);
        for (Map.Entry<String, byte[]> entry : entries.entrySet()) {
            Files.write(folder.resolve(entry.getKey()), entry.getValue());
        }
        return folder;
    }

    byte[] table() {
        return table.toString().getBytes(StandardCharsets.UTF_8);
    }

    private static void write(ZipOutputStream zip, String name, byte[] content) throws IOException {
        zip.putNextEntry(new ZipEntry(name));
        zip.write(content);
        zip.closeEntry();
    }
}
