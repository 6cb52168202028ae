package dev.atelier.trainer.evaluation;

import dev.atelier.contract.images.Picture;
import dev.atelier.generator.runtime.Generator;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntConsumer;

/**
 * What the classifier sees in a generator's pictures; the pictures themselves are not kept.
 *
 * @param readings of all, the classes in turn: picture i was asked for as class i modulo the number of classes
 * @param labels the classes that were asked for
 */
public record GeneratedSet(Readings readings, int[] labels) {

    private static final int CHUNK = 256;

    /** @param progress is told how many are done */
    public static GeneratedSet of(
            Generator generator, Classifier classifier, int classes, int count, long seed, IntConsumer progress) {
        float[][] features = new float[count][];
        float[][] probabilities = new float[count][];
        int[] labels = new int[count];
        for (int start = 0; start < count; start += CHUNK) {
            int size = Math.min(CHUNK, count - start);
            float[][] conditions = new float[size][classes];
            int[] indexes = new int[size];
            long[] seeds = new long[size];
            Arrays.fill(seeds, seed);
            for (int i = 0; i < size; i++) {
                indexes[i] = start + i;
                labels[start + i] = (start + i) % classes;
                conditions[i][labels[start + i]] = 1;
            }
            List<Picture> pictures = generator.generate(conditions, seeds, indexes);
            Readings readings = classifier.read(pictures);
            System.arraycopy(readings.features(), 0, features, start, size);
            System.arraycopy(readings.probabilities(), 0, probabilities, start, size);
            progress.accept(start + size);
        }
        return new GeneratedSet(new Readings(features, probabilities), labels);
    }
}
