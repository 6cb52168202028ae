package dev.atelier.trainer.datasets.description;

import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.imageio.ImageIO;

/** Draws a census: a bar for each value of each attribute and for each class, the held-out pictures' share at its end. */
public final class CensusPlot {

    private static final int WIDTH = 900;
    private static final int LABELS = 260;
    private static final int NUMBERS = 90;
    private static final int MARGIN = 24;
    private static final int LINE = 20;
    private static final int HEAD = 44;
    private static final int MOST_BARS = 40;
    private static final int LONGEST_LABEL = 36;
    private static final Color TRAINING = new Color(0x1F77B4);
    private static final Color HELD_OUT = new Color(0xFF7F0E);

    private final String title;
    private final Map<String, List<Map.Entry<String, Count>>> groups = new LinkedHashMap<>();

    private CensusPlot(String title, Census census) {
        this.title = title;
        census.attributes().forEach((name, values) -> groups.put(heading(name, values), largest(values)));
        groups.put(heading("classes", census.classes()), largest(census.classes()));
    }

    /** @param title above the bars */
    public static void draw(String title, Census census, Path png) throws IOException {
        ImageIO.write(new CensusPlot(title, census).draw(), "png", png.toFile());
    }

    private static String heading(String name, Map<String, Count> values) {
        return values.size() <= MOST_BARS ? name : name + ": the " + MOST_BARS + " most frequent of " + values.size();
    }

    private static List<Map.Entry<String, Count>> largest(Map<String, Count> values) {
        List<Map.Entry<String, Count>> all = new ArrayList<>(values.entrySet());
        all.sort(Comparator.comparing(e -> -e.getValue().total()));
        return all.subList(0, Math.min(MOST_BARS, all.size()));
    }

    private BufferedImage draw() {
        int lines = groups.values().stream().mapToInt(List::size).sum();
        BufferedImage image = new BufferedImage(
                WIDTH, 2 * MARGIN + HEAD + groups.size() * HEAD + lines * LINE, BufferedImage.TYPE_INT_RGB);
        Graphics2D g = image.createGraphics();
        try {
            g.setRenderingHint(RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
            g.setColor(Color.WHITE);
            g.fillRect(0, 0, WIDTH, image.getHeight());
            Font plain = new Font(Font.SANS_SERIF, Font.PLAIN, 12);
            Font bold = plain.deriveFont(Font.BOLD, 14f);
            g.setFont(bold);
            g.setColor(Color.BLACK);
            g.drawString(title, MARGIN, MARGIN + 14);
            g.setFont(plain);
            legend(g);
            int y = MARGIN + HEAD;
            for (Map.Entry<String, List<Map.Entry<String, Count>>> group : groups.entrySet()) {
                g.setFont(bold);
                g.setColor(Color.DARK_GRAY);
                g.drawString(group.getKey(), MARGIN, y + HEAD - 16);
                g.setFont(plain);
                y += HEAD;
                y = bars(g, group.getValue(), y);
            }
        } finally {
            g.dispose();
        }
        return image;
    }

    private static void legend(Graphics2D g) {
        g.setColor(TRAINING);
        g.fillRect(MARGIN, MARGIN + 26, 12, 12);
        g.setColor(HELD_OUT);
        g.fillRect(MARGIN + 90, MARGIN + 26, 12, 12);
        g.setColor(Color.DARK_GRAY);
        g.drawString("training", MARGIN + 18, MARGIN + 37);
        g.drawString("held out", MARGIN + 108, MARGIN + 37);
    }

    private static int bars(Graphics2D g, List<Map.Entry<String, Count>> values, int top) {
        double largest = Math.max(1, values.get(0).getValue().total());
        double scale = (WIDTH - 2.0 * MARGIN - LABELS - NUMBERS) / largest;
        int y = top;
        for (Map.Entry<String, Count> value : values) {
            String label = value.getKey().length() > LONGEST_LABEL
                    ? value.getKey().substring(0, LONGEST_LABEL - 1) + "…"
                    : value.getKey();
            int training = (int) Math.round(value.getValue().training() * scale);
            int all = (int) Math.round(value.getValue().total() * scale);
            int x = MARGIN + LABELS;
            g.setColor(Color.DARK_GRAY);
            g.drawString(label, x - 8 - g.getFontMetrics().stringWidth(label), y + 13);
            g.drawString(String.format("%,d", value.getValue().total()), x + all + 6, y + 13);
            g.setColor(TRAINING);
            g.fillRect(x, y + 2, training, LINE - 5);
            g.setColor(HELD_OUT);
            g.fillRect(x + training, y + 2, all - training, LINE - 5);
            y += LINE;
        }
        return y;
    }
}
