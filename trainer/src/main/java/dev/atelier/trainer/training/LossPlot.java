package dev.atelier.trainer.training;

import com.fasterxml.jackson.databind.JsonNode;
import dev.atelier.contract.json.Json;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.Path2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import javax.imageio.ImageIO;

/** Draws the losses of a run over its steps, each averaged over a hundredth of the run so that the eye sees the trend. */
public final class LossPlot {

    private static final int WIDTH = 900;
    private static final int HEIGHT = 420;
    private static final int MARGIN = 56;
    private static final int POINTS = 100;
    private static final int LINES = 4;
    private static final List<Color> COLOURS =
            List.of(new Color(0x1F77B4), new Color(0xD62728), new Color(0x2CA02C), new Color(0x9467BD));

    private final long steps;
    private final double highest;
    private final Map<String, double[]> curves;

    private LossPlot(long steps, Map<String, double[]> curves) {
        this.steps = steps;
        this.curves = curves;
        double largest = 0;
        for (double[] curve : curves.values()) {
            for (double value : curve) {
                largest = Double.isNaN(value) ? largest : Math.max(largest, value);
            }
        }
        highest = largest > 0 ? largest * 1.05 : 1;
    }

    /** @param losses a file as {@link LossLog} writes it */
    public static void draw(Path losses, Path png) throws IOException {
        List<JsonNode> lines = new ArrayList<>();
        for (String line : Files.readAllLines(losses)) {
            lines.add(Json.mapper().readTree(line));
        }
        if (!lines.isEmpty()) {
            long steps = lines.get(lines.size() - 1).path("step").asLong();
            ImageIO.write(new LossPlot(steps, curves(lines, steps)).draw(), "png", png.toFile());
        }
    }

    /** A mean for each hundredth of the run by the name of the loss; NaN where no step falls into it. */
    private static Map<String, double[]> curves(List<JsonNode> lines, long steps) {
        Map<String, double[]> curves = new LinkedHashMap<>();
        lines.get(0).fieldNames().forEachRemaining(name -> {
            if (!name.equals("step")) {
                double[] sums = new double[POINTS];
                int[] counts = new int[POINTS];
                for (JsonNode line : lines) {
                    int point = (int) ((line.path("step").asLong() - 1) * POINTS / steps);
                    sums[point] += line.path(name).asDouble();
                    counts[point]++;
                }
                for (int p = 0; p < POINTS; p++) {
                    sums[p] /= counts[p];
                }
                curves.put(name, sums);
            }
        });
        return curves;
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
            int at = 0;
            for (Map.Entry<String, double[]> curve : curves.entrySet()) {
                g.setColor(COLOURS.get(at % COLOURS.size()));
                g.setStroke(new BasicStroke(2));
                g.draw(path(curve.getValue()));
                g.drawString(curve.getKey(), MARGIN + 12 + at * 140, MARGIN - 16);
                at++;
            }
        } finally {
            g.dispose();
        }
        return image;
    }

    private void axes(Graphics2D g) {
        for (int line = 0; line <= LINES; line++) {
            double value = highest * line / LINES;
            g.setColor(new Color(0xDDDDDD));
            g.drawLine(MARGIN, y(value), WIDTH - MARGIN, y(value));
            g.setColor(Color.DARK_GRAY);
            g.drawString(String.format(Locale.ROOT, "%.2f", value), 12, y(value) + 4);
            String step = String.valueOf(steps * line / LINES);
            int x = MARGIN + (WIDTH - 2 * MARGIN) * line / LINES;
            g.drawString(step, x - g.getFontMetrics().stringWidth(step) / 2, HEIGHT - MARGIN + 20);
        }
        g.drawString("step", WIDTH / 2 - 12, HEIGHT - 12);
    }

    private Path2D path(double[] curve) {
        Path2D path = new Path2D.Double();
        for (int p = 0; p < curve.length; p++) {
            double x = MARGIN + (WIDTH - 2.0 * MARGIN) * (p + 0.5) / curve.length;
            if (Double.isNaN(curve[p])) {
                continue;
            }
            if (path.getCurrentPoint() == null) {
                path.moveTo(x, y(curve[p]));
            } else {
                path.lineTo(x, y(curve[p]));
            }
        }
        return path;
    }

    private int y(double value) {
        return (int) Math.round(HEIGHT - MARGIN - (HEIGHT - 2.0 * MARGIN) * value / highest);
    }
}
