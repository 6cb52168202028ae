package dev.atelier.trainer.training;

import java.util.Arrays;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** Wrong pairs from a batch: each picture gets the condition of the next example whose class is another one. */
final class Mismatches {

    private Mismatches() {}

    /** Whether there are several classes in the batch. */
    static boolean possible(Batch batch) {
        return Arrays.stream(batch.labels()).distinct().count() > 1;
    }

    /**
     * The conditions in their new order, [batch, conditionSize].
     *
     * @throws IllegalStateException where all of the batch is of one class
     */
    static INDArray of(Batch batch) {
        float[][] conditions = batch.conditions().toFloatMatrix();
        int[] labels = batch.labels();
        float[][] wrong = new float[conditions.length][];
        for (int i = 0; i < wrong.length; i++) {
            wrong[i] = conditions[nextOfAnotherClass(labels, i)];
        }
        return Nd4j.create(wrong);
    }

    private static int nextOfAnotherClass(int[] labels, int place) {
        for (int ahead = 1; ahead < labels.length; ahead++) {
            int other = (place + ahead) % labels.length;
            if (labels[other] != labels[place]) {
                return other;
            }
        }
        throw new IllegalStateException("a loss with wrong pairs needs several classes in a batch, but all "
                + labels.length + " examples of one are of class " + labels[place]);
    }
}
