package dev.atelier.trainer.evaluation;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The share of pictures that a classifier puts into the class that was asked for; of real ones, into their own.
 *
 * @param images how many there are
 * @param total share of all, 0 to 1
 * @param perClass share of each class, in the classes' order
 * @param confusion [asked][recognised], counts
 */
public record LabelMatch(int images, double total, Map<String, Double> perClass, int[][] confusion) {

    /** @param labels the classes that were asked for */
    public static LabelMatch of(Readings readings, int[] labels, List<String> classes) {
        int[][] confusion = new int[classes.size()][classes.size()];
        for (int i = 0; i < labels.length; i++) {
            confusion[labels[i]][readings.label(i)]++;
        }
        Map<String, Double> shares = new LinkedHashMap<>();
        for (int c = 0; c < confusion.length; c++) {
            int asked = 0;
            for (int count : confusion[c]) {
                asked += count;
            }
            shares.put(classes.get(c), asked == 0 ? 0 : (double) confusion[c][c] / asked);
        }
        return new LabelMatch(labels.length, readings.accuracy(labels), shares, confusion);
    }
}
