package dev.atelier.trainer.evaluation;

import java.util.function.IntConsumer;

/**
 * What the classifier sees in a generator's pictures; the pictures themselves are not kept.
 *
 * @param readings of all, in the row's order
 * @param labels the classes that were asked for
 * @param conditions that were asked for, [count][conditionSize]
 */
public record GeneratedSet(Readings readings, int[] labels, float[][] conditions) {

    private static final int CHUNK = 256;

    /**
     * The first pictures of the row.
     *
     * @param progress is told how many are done; what it throws ends the work
     */
    public static GeneratedSet of(PicturesInTurn pictures, Classifier classifier, int count, IntConsumer progress) {
        Readings readings = Readings.room(count);
        int[] labels = new int[count];
        float[][] conditions = new float[count][];
        for (int start = 0; start < count; start += CHUNK) {
            int end = Math.min(start + CHUNK, count);
            readings.put(start, classifier.read(pictures.from(start, end)));
            for (int i = start; i < end; i++) {
                labels[i] = pictures.label(i);
                conditions[i] = pictures.asked().condition(i);
            }
            progress.accept(end);
        }
        return new GeneratedSet(readings, labels, conditions);
    }
}
