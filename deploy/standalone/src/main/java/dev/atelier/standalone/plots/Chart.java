package dev.atelier.standalone.plots;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Path2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import javax.imageio.ImageIO;

/**
 * Curves over an axis that the caller divides.
 *
 * @param title above it
 * @param across what the axis along the bottom is
 * @param format of the values at the left, such as {@code %.1f ms}
 * @param marks along the bottom
 * @param curves from left to right
 */
public record Chart(String title, String across, String format, List<Mark> marks, List<Curve> curves) {
    private static final int WIDTH = 900;
    private static final int HEIGHT = 420;
    private static final int MARGIN = 64;
    private static final int LINES = 4;
    private static final int LEGEND_LINE = 16;
    private static final int FEW = 12;
    private static final List<Color> COLOURS =
            List.of(new Color(0x1F77B4), new Color(0xD62728), new Color(0x2CA02C), new Color(0x9467BD));

    /** @param share 0 at the left edge, 1 at the right */
    public record Mark(double share, String text) {}

    /** @param share 0 at the left edge, 1 at the right */
    public record Point(double share, double value) {}

    /** @param name for the legend; without one where it is empty */
    public record Curve(String name, List<Point> points) {}

    /** Writes it as a PNG file of 900 × 420 pixels. */
    public void write(Path png) throws IOException {
        BufferedImage image = new BufferedImage(WIDTH, HEIGHT, BufferedImage.TYPE_INT_RGB);
        Graphics2D g = image.createGraphics();
        try {
            g.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
            g.setRenderingHint(RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
            g.setColor(Color.WHITE);
            g.fillRect(0, 0, WIDTH, HEIGHT);
            g.setFont(new Font(Font.SANS_SERIF, Font.PLAIN, 12));
            axes(g);
            for (int i = 0; i < curves.size(); i++) {
                g.setColor(COLOURS.get(i % COLOURS.size()));
                draw(g, curves.get(i), i);
            }
        } finally {
            g.dispose();
        }
        ImageIO.write(image, "png", png.toFile());
    }

    private double highest() {
        double highest = curves.stream()
                .flatMap(curve -> curve.points().stream())
                .mapToDouble(Point::value)
                .max()
                .orElse(0);
        return Math.max(1e-3, highest) * 1.05;
    }

    private void axes(Graphics2D g) {
        for (int line = 0; line <= LINES; line++) {
            double value = highest() * line / LINES;
            g.setColor(new Color(0xDDDDDD));
            g.drawLine(MARGIN, (int) y(value), WIDTH - MARGIN, (int) y(value));
            g.setColor(Color.DARK_GRAY);
            g.drawString(String.format(Locale.ROOT, format, value), 4, (int) y(value) + 4);
        }
        marks.forEach(mark -> g.drawString(mark.text(), (int) x(mark.share()) - 12, HEIGHT - MARGIN + 20));
        g.drawString(title, MARGIN, MARGIN - 24);
        g.drawString(across, WIDTH / 2 - 24, HEIGHT - 16);
    }

    private void draw(Graphics2D g, Curve curve, int number) {
        g.setStroke(new BasicStroke(2));
        Path2D path = new Path2D.Double();
        for (Point point : curve.points()) {
            if (path.getCurrentPoint() == null) {
                path.moveTo(x(point.share()), y(point.value()));
            } else {
                path.lineTo(x(point.share()), y(point.value()));
            }
        }
        g.draw(path);
        if (curve.points().size() <= FEW) {
            curve.points()
                    .forEach(point -> g.fill(new Ellipse2D.Double(x(point.share()) - 4, y(point.value()) - 4, 8, 8)));
        }
        g.drawString(curve.name(), WIDTH - MARGIN - 120, MARGIN + LEGEND_LINE * number);
    }

    private static double x(double share) {
        return MARGIN + (WIDTH - 2.0 * MARGIN) * share;
    }

    private double y(double value) {
        return HEIGHT - MARGIN - (HEIGHT - 2.0 * MARGIN) * value / highest();
    }
}
