package dev.atelier.standalone.load;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.Path2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import javax.imageio.ImageIO;
import org.HdrHistogram.Histogram;

/** Draws latency over percentile, with as much room for the slowest hundredth as for the others (a logarithmic axis). */
public final class LatencyPlot {
    private static final int WIDTH = 900;
    private static final int HEIGHT = 420;
    private static final int MARGIN = 64;
    private static final int LINES = 4;
    private static final int POINTS = 400;
    private static final List<String> MARKS = List.of("0", "90", "99", "99.9", "99.99");
    private static final Color CURVE = new Color(0x1F77B4);

    private final Histogram nanos;
    private final String title;
    private final int decades;
    private final double highestMs;

    private LatencyPlot(Histogram nanos, String title) {
        this.nanos = nanos;
        this.title = title;
        // A percentile that fewer than one request stands for says nothing.
        this.decades = (int) Math.max(1, Math.min(MARKS.size() - 1, Math.log10(Math.max(1, nanos.getTotalCount()))));
        this.highestMs = Math.max(1e-3, ms(1)) * 1.05;
    }

    public static void write(LoadResult result, Path png) throws IOException {
        String schedule = result.rate().isPresent()
                ? String.format(
                        Locale.ROOT, "%.0f requests/s planned", result.rate().getAsDouble())
                : result.concurrency().orElse(0) + " clients";
        String title = String.format(
                Locale.ROOT,
                "%s: %.0f accepted/s, p50 %.1f ms, p99 %.1f ms",
                schedule,
                result.acceptedPerSecond(),
                result.latencyMs().p50(),
                result.latencyMs().p99());
        ImageIO.write(new LatencyPlot(result.latencies(), title).draw(), "png", png.toFile());
    }

    /** @param share 0 at the 0th percentile, 1 at the right edge */
    private double ms(double share) {
        return nanos.getValueAtPercentile(100 * (1 - Math.pow(10, -share * decades))) / 1e6;
    }

    private BufferedImage draw() {
        BufferedImage image = new BufferedImage(WIDTH, HEIGHT, BufferedImage.TYPE_INT_RGB);
        Graphics2D g = image.createGraphics();
        try {
            g.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
            g.setRenderingHint(RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
            g.setColor(Color.WHITE);
            g.fillRect(0, 0, WIDTH, HEIGHT);
            g.setFont(new Font(Font.SANS_SERIF, Font.PLAIN, 12));
            axes(g);
            g.setColor(CURVE);
            g.setStroke(new BasicStroke(2));
            g.draw(curve());
        } finally {
            g.dispose();
        }
        return image;
    }

    private void axes(Graphics2D g) {
        for (int line = 0; line <= LINES; line++) {
            double value = highestMs * line / LINES;
            g.setColor(new Color(0xDDDDDD));
            g.drawLine(MARGIN, y(value), WIDTH - MARGIN, y(value));
            g.setColor(Color.DARK_GRAY);
            g.drawString(String.format(Locale.ROOT, "%.1f ms", value), 4, y(value) + 4);
        }
        for (int decade = 0; decade <= decades; decade++) {
            int x = (int) x((double) decade / decades);
            g.drawString(MARKS.get(decade) + " %", x - 12, HEIGHT - MARGIN + 20);
        }
        g.drawString(title, MARGIN, MARGIN - 24);
        g.drawString("percentile", WIDTH / 2 - 24, HEIGHT - 16);
    }

    private Path2D curve() {
        Path2D path = new Path2D.Double();
        path.moveTo(x(0), y(ms(0)));
        for (int point = 1; point <= POINTS; point++) {
            double share = (double) point / POINTS;
            path.lineTo(x(share), y(ms(share)));
        }
        return path;
    }

    private static double x(double share) {
        return MARGIN + (WIDTH - 2.0 * MARGIN) * share;
    }

    private int y(double ms) {
        return (int) Math.round(HEIGHT - MARGIN - (HEIGHT - 2.0 * MARGIN) * ms / highestMs);
    }
}
