package dev.atelier.contract.images;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Set;
import javax.imageio.ImageIO;

/**
 * A labelled sheet: one row of pictures per label, on white, for people to look at.
 *
 * @param title above the rows
 * @param columns labels of the columns, from the left; none where a column has no meaning
 * @param rows in order from the top
 * @param scale whole factor by which pictures are enlarged, pixel by pixel
 * @param legend what the mark of a picture says; told below the rows where there is one
 */
public record ContactSheet(String title, List<String> columns, List<Row> rows, int scale, String legend) {
    private static final int LEGIBLE_WIDTH = 56;

    /**
     * A label and its pictures, all of one size.
     *
     * @param marked places of the pictures that get a sign in their corner, from 0
     */
    public record Row(String label, List<Picture> pictures, Set<Integer> marked) {
        public Row {
            pictures = List.copyOf(pictures);
            marked = Set.copyOf(marked);
        }

        public Row(String label, List<Picture> pictures) {
            this(label, pictures, Set.of());
        }
    }

    public ContactSheet {
        columns = List.copyOf(columns);
        rows = List.copyOf(rows);
        if (rows.isEmpty() || rows.stream().anyMatch(row -> row.pictures().isEmpty())) {
            throw new IllegalArgumentException("a sheet needs rows, and each row a picture");
        }
    }

    /** A sheet without labels of columns and without marks. */
    public ContactSheet(String title, List<Row> rows, int scale) {
        this(title, List.of(), rows, scale, "");
    }

    /** The scale at which pictures of a width in pixels are seen well on a screen. */
    public static int scaleFor(int width) {
        return Math.max(1, LEGIBLE_WIDTH / width);
    }

    /** Pictures of the longest row. */
    int longestRow() {
        return rows.stream().mapToInt(row -> row.pictures().size()).max().orElseThrow();
    }

    boolean hasMarks() {
        return rows.stream().anyMatch(row -> !row.marked().isEmpty());
    }

    /** The sheet as a PNG file. */
    public byte[] toPng() {
        BufferedImage sheet = new SheetDrawing(this).draw();
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try {
            ImageIO.write(sheet, "png", out);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot encode the sheet", e);
        }
        return out.toByteArray();
    }
}
