package dev.atelier.trainer.evaluation;

import java.util.Arrays;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** Squared Euclidean distances of many vectors to many, by matrix products of blocks, so that no full matrix is held. */
final class Distances {

    private static final int BLOCK = 256;

    private Distances() {}

    /** Is given the distances of one vector to all of the others. */
    interface Row {
        void at(int index, float[] squared);
    }

    /** ‖a − b‖² = ‖a‖² + ‖b‖² − 2ab for each a to all b, in order; what rounding makes negative is 0. */
    static void each(float[][] from, float[][] to, Row row) {
        float[] lengths = squaredLengths(to);
        try (INDArray others = Nd4j.create(to)) {
            for (int start = 0; start < from.length; start += BLOCK) {
                float[][] block = Arrays.copyOfRange(from, start, Math.min(start + BLOCK, from.length));
                float[] own = squaredLengths(block);
                float[][] products;
                try (INDArray left = Nd4j.create(block);
                        INDArray product = left.mmul(others.transpose())) {
                    products = product.toFloatMatrix();
                }
                for (int i = 0; i < block.length; i++) {
                    for (int j = 0; j < to.length; j++) {
                        products[i][j] = Math.max(0, own[i] + lengths[j] - 2 * products[i][j]);
                    }
                    row.at(start + i, products[i]);
                }
            }
        }
    }

    /** The squared distance of each vector to its k-th nearest among the others of its set. */
    static float[] toNeighbour(float[][] set, int k) {
        if (set.length <= k) {
            throw new IllegalArgumentException(
                    "the " + k + " nearest neighbours need more than " + k + " pictures, got " + set.length);
        }
        float[] radii = new float[set.length];
        each(set, set, (index, squared) -> {
            squared[index] = Float.POSITIVE_INFINITY;
            radii[index] = smallest(squared, k);
        });
        return radii;
    }

    /** The k-th smallest value. */
    private static float smallest(float[] values, int k) {
        float[] least = new float[k];
        Arrays.fill(least, Float.POSITIVE_INFINITY);
        for (float value : values) {
            int at = k - 1;
            if (value < least[at]) {
                while (at > 0 && least[at - 1] > value) {
                    least[at] = least[at - 1];
                    at--;
                }
                least[at] = value;
            }
        }
        return least[k - 1];
    }

    private static float[] squaredLengths(float[][] vectors) {
        float[] lengths = new float[vectors.length];
        for (int i = 0; i < vectors.length; i++) {
            for (float v : vectors[i]) {
                lengths[i] += v * v;
            }
        }
        return lengths;
    }
}
