package dev.atelier.contract.images;

import java.awt.Color;
import java.awt.Font;
import java.awt.FontMetrics;
import java.awt.Graphics2D;
import java.awt.Polygon;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Where everything on a sheet goes, and the drawing of it. */
final class SheetDrawing {
    private static final int GAP = 4;
    private static final int MARGIN = 16;
    private static final int TITLE_HEIGHT = 34;
    private static final int LINE_HEIGHT = 16;
    private static final int LABEL_GAP = 12;
    private static final int LEGEND_HEIGHT = 26;
    private static final int SMALLEST_MARK = 10;
    private static final Color INK = new Color(0x22, 0x22, 0x22);
    /** Vermilion of Okabe and Ito's palette, which colour-blind people see too. */
    private static final Color MARK = new Color(0xd5, 0x5e, 0x00);

    private static final Font FONT = new Font(Font.SANS_SERIF, Font.PLAIN, 13);
    private static final Font TITLE_FONT = FONT.deriveFont(Font.BOLD, 15f);

    private final ContactSheet sheet;
    private final FontMetrics metrics;
    private final FontMetrics titleMetrics;
    private final int pictureWidth;
    private final int cellWidth;
    private final int cellHeight;
    private final int left;
    private final int top;
    private final List<List<String>> columnLabels;

    SheetDrawing(ContactSheet sheet) {
        this.sheet = sheet;
        Graphics2D g = new BufferedImage(1, 1, BufferedImage.TYPE_INT_RGB).createGraphics();
        metrics = g.getFontMetrics(FONT);
        titleMetrics = g.getFontMetrics(TITLE_FONT);
        g.dispose();
        Picture first = sheet.rows().get(0).pictures().get(0);
        pictureWidth = first.width() * sheet.scale();
        int widestWord = widest(sheet.columns().stream().flatMap(label -> Stream.of(label.split(" "))));
        cellWidth = Math.max(pictureWidth, widestWord) + GAP;
        cellHeight = first.height() * sheet.scale() + GAP;
        columnLabels = sheet.columns().stream().map(this::lines).toList();
        left = MARGIN + widest(sheet.rows().stream().map(ContactSheet.Row::label)) + LABEL_GAP;
        top = MARGIN + TITLE_HEIGHT + labelLines() * LINE_HEIGHT;
    }

    private int widest(Stream<String> texts) {
        return texts.mapToInt(metrics::stringWidth).max().orElse(0);
    }

    /** A label in lines that fit above a picture. */
    private List<String> lines(String label) {
        var lines = new ArrayList<String>();
        for (String word : label.split(" ")) {
            String longer = lines.isEmpty() ? word : lines.get(lines.size() - 1) + " " + word;
            if (!lines.isEmpty() && metrics.stringWidth(longer) <= cellWidth - GAP) {
                lines.set(lines.size() - 1, longer);
            } else {
                lines.add(word);
            }
        }
        return lines;
    }

    private int labelLines() {
        return columnLabels.stream().mapToInt(List::size).max().orElse(0);
    }

    BufferedImage draw() {
        int bottom = top + sheet.rows().size() * cellHeight;
        int widestText = Math.max(
                titleMetrics.stringWidth(sheet.title()),
                sheet.hasMarks() ? LINE_HEIGHT + metrics.stringWidth(sheet.legend()) : 0);
        BufferedImage image = new BufferedImage(
                Math.max(left + sheet.longestRow() * cellWidth, MARGIN + widestText) + MARGIN,
                bottom + (sheet.hasMarks() ? LEGEND_HEIGHT : 0) + MARGIN,
                BufferedImage.TYPE_INT_RGB);
        Graphics2D g = image.createGraphics();
        g.setRenderingHint(RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
        g.setColor(Color.WHITE);
        g.fillRect(0, 0, image.getWidth(), image.getHeight());
        g.setColor(INK);
        g.setFont(TITLE_FONT);
        g.drawString(sheet.title(), MARGIN, MARGIN + 14);
        g.setFont(FONT);
        drawColumnLabels(g);
        for (int y = 0; y < sheet.rows().size(); y++) {
            drawRow(g, sheet.rows().get(y), top + y * cellHeight);
        }
        if (sheet.hasMarks()) {
            drawMark(g, MARGIN + SMALLEST_MARK, bottom + 8, SMALLEST_MARK);
            g.drawString(sheet.legend(), MARGIN + LINE_HEIGHT, bottom + 18);
        }
        g.dispose();
        return image;
    }

    private void drawColumnLabels(Graphics2D g) {
        for (int x = 0; x < columnLabels.size(); x++) {
            List<String> lines = columnLabels.get(x);
            for (int i = 0; i < lines.size(); i++) {
                int indent = (cellWidth - GAP - metrics.stringWidth(lines.get(i))) / 2;
                int baseline = top - 6 - (lines.size() - 1 - i) * LINE_HEIGHT;
                g.drawString(lines.get(i), left + x * cellWidth + indent, baseline);
            }
        }
    }

    private void drawRow(Graphics2D g, ContactSheet.Row row, int y) {
        g.drawString(row.label(), MARGIN, y + cellHeight / 2 + 4);
        for (int i = 0; i < row.pictures().size(); i++) {
            Picture picture = row.pictures().get(i);
            int x = left + i * cellWidth + (cellWidth - GAP - pictureWidth) / 2;
            int width = picture.width() * sheet.scale();
            g.drawImage(toImage(picture), x, y, width, picture.height() * sheet.scale(), null);
            if (row.marked().contains(i)) {
                drawMark(g, x + width, y, Math.max(SMALLEST_MARK, width / 6));
            }
        }
    }

    /** A triangle in the corner to the top right, on a white one so that it is seen on every picture. */
    private static void drawMark(Graphics2D g, int right, int y, int size) {
        g.setColor(Color.WHITE);
        g.fill(triangle(right, y, size + 3));
        g.setColor(MARK);
        g.fill(triangle(right, y, size));
        g.setColor(INK);
    }

    private static Polygon triangle(int right, int y, int size) {
        return new Polygon(new int[] {right - size, right, right}, new int[] {y, y, y + size}, 3);
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
