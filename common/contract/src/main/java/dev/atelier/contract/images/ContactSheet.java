package dev.atelier.contract.images;

import java.awt.Color;
import java.awt.Font;
import java.awt.FontMetrics;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import javax.imageio.ImageIO;

/**
 * A labelled sheet: one row of pictures per label, on white, for people to look at.
 *
 * @param title above the rows
 * @param rows in order from the top
 * @param scale whole factor by which pictures are enlarged, pixel by pixel
 */
public record ContactSheet(String title, List<Row> rows, int scale) {
    private static final int GAP = 4;
    private static final int MARGIN = 16;
    private static final int TITLE_HEIGHT = 34;

    /** A label and its pictures, all of one size. */
    public record Row(String label, List<Picture> pictures) {}

    public ContactSheet {
        rows = List.copyOf(rows);
        if (rows.isEmpty() || rows.stream().anyMatch(row -> row.pictures().isEmpty())) {
            throw new IllegalArgumentException("a sheet needs rows, and each row a picture");
        }
    }

    /** The sheet as a PNG file. */
    public byte[] toPng() {
        Font font = new Font(Font.SANS_SERIF, Font.PLAIN, 13);
        int labelWidth = labelWidth(font);
        Picture first = rows.get(0).pictures().get(0);
        int cellWidth = first.width() * scale + GAP;
        int cellHeight = first.height() * scale + GAP;
        int columns = rows.stream().mapToInt(r -> r.pictures().size()).max().orElseThrow();
        BufferedImage sheet = new BufferedImage(
                2 * MARGIN + labelWidth + columns * cellWidth,
                2 * MARGIN + TITLE_HEIGHT + rows.size() * cellHeight,
                BufferedImage.TYPE_INT_RGB);
        Graphics2D g = sheet.createGraphics();
        try {
            g.setRenderingHint(RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
            g.setColor(Color.WHITE);
            g.fillRect(0, 0, sheet.getWidth(), sheet.getHeight());
            g.setColor(new Color(0x22, 0x22, 0x22));
            g.setFont(font.deriveFont(Font.BOLD, 15f));
            g.drawString(title, MARGIN, MARGIN + 14);
            g.setFont(font);
            for (int y = 0; y < rows.size(); y++) {
                int top = MARGIN + TITLE_HEIGHT + y * cellHeight;
                g.drawString(rows.get(y).label(), MARGIN, top + cellHeight / 2 + 4);
                for (int x = 0; x < rows.get(y).pictures().size(); x++) {
                    Picture picture = rows.get(y).pictures().get(x);
                    g.drawImage(
                            toImage(picture),
                            MARGIN + labelWidth + x * cellWidth,
                            top,
                            picture.width() * scale,
                            picture.height() * scale,
                            null);
                }
            }
        } finally {
            g.dispose();
        }
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try {
            ImageIO.write(sheet, "png", out);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot encode the sheet", e);
        }
        return out.toByteArray();
    }

    private int labelWidth(Font font) {
        Graphics2D g = new BufferedImage(1, 1, BufferedImage.TYPE_INT_RGB).createGraphics();
        try {
            FontMetrics metrics = g.getFontMetrics(font);
            return rows.stream()
                            .mapToInt(r -> metrics.stringWidth(r.label()))
                            .max()
                            .orElse(0)
                    + 12;
        } finally {
            g.dispose();
        }
    }

    private static BufferedImage toImage(Picture picture) {
        BufferedImage image = new BufferedImage(picture.width(), picture.height(), BufferedImage.TYPE_INT_RGB);
        byte[] pixels = picture.pixels();
        for (int i = 0; i < picture.width() * picture.height(); i++) {
            int at = i * picture.channels();
            int red = pixels[at] & 0xff;
            int green = picture.channels() == 1 ? red : pixels[at + 1] & 0xff;
            int blue = picture.channels() == 1 ? red : pixels[at + 2] & 0xff;
            image.setRGB(i % picture.width(), i / picture.width(), red << 16 | green << 8 | blue);
        }
        return image;
    }
}
