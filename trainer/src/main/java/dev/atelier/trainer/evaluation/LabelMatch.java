package dev.atelier.trainer.evaluation;

import dev.atelier.contract.images.Picture;
import dev.atelier.generator.runtime.Generator;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The share of generated pictures that a classifier puts into the class that was asked for.
 *
 * @param images how many were generated, the same number for each class
 * @param total share of all, 0 to 1
 * @param perClass share of each class, in the classes' order
 */
public record LabelMatch(int images, double total, Map<String, Double> perClass) {

    private static final int CHUNK = 256;

    /**
     * Generates and classifies.
     *
     * @param perClass pictures of each class
     * @param seed of all of them
     */
    public static LabelMatch of(
            Generator generator, Classifier classifier, List<String> classes, int perClass, long seed) {
        Map<String, Double> shares = new LinkedHashMap<>();
        int matches = 0;
        for (int label = 0; label < classes.size(); label++) {
            int right = matches(generator, classifier, label, classes.size(), perClass, seed);
            shares.put(classes.get(label), (double) right / perClass);
            matches += right;
        }
        int images = classes.size() * perClass;
        return new LabelMatch(images, (double) matches / images, shares);
    }

    private static int matches(
            Generator generator, Classifier classifier, int label, int classes, int count, long seed) {
        int right = 0;
        for (int start = 0; start < count; start += CHUNK) {
            int size = Math.min(CHUNK, count - start);
            float[][] conditions = new float[size][classes];
            long[] seeds = new long[size];
            Arrays.fill(seeds, seed);
            int[] indexes = new int[size];
            for (int i = 0; i < size; i++) {
                conditions[i][label] = 1;
                indexes[i] = label * count + start + i;
            }
            List<Picture> pictures = new ArrayList<>(generator.generate(conditions, seeds, indexes));
            Readings readings = classifier.read(pictures);
            for (int i = 0; i < size; i++) {
                right += readings.label(i) == label ? 1 : 0;
            }
        }
        return right;
    }

    /** The class that is recognised least often. */
    public Map.Entry<String, Double> worst() {
        return perClass.entrySet().stream().min(Map.Entry.comparingByValue()).orElseThrow();
    }
}
