package dev.atelier.trainer.evaluation;

import java.util.function.IntConsumer;

/**
 * What the classifier sees in a generator's pictures; the pictures themselves are not kept.
 *
 * @param readings of all, in the row's order
 * @param labels the classes that were asked for
 */
public record GeneratedSet(Readings readings, int[] labels) {

    private static final int CHUNK = 256;

    /**
     * The first pictures of the row.
     *
     * @param progress is told how many are done; what it throws ends the work
     */
    public static GeneratedSet of(PicturesInTurn pictures, Classifier classifier, int count, IntConsumer progress) {
        float[][] features = new float[count][];
        float[][] probabilities = new float[count][];
        int[] labels = new int[count];
        for (int start = 0; start < count; start += CHUNK) {
            int end = Math.min(start + CHUNK, count);
            Readings readings = classifier.read(pictures.from(start, end));
            System.arraycopy(readings.features(), 0, features, start, end - start);
            System.arraycopy(readings.probabilities(), 0, probabilities, start, end - start);
            for (int i = start; i < end; i++) {
                labels[i] = pictures.label(i);
            }
            progress.accept(end);
        }
        return new GeneratedSet(new Readings(features, probabilities), labels);
    }
}
