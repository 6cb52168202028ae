package dev.atelier.trainer.evaluation;

import java.util.Arrays;

/**
 * Does the generator repeat training pictures? Distances in feature space to the nearest training picture, of generated
 * pictures and of real ones that were held out.
 *
 * @param median of the generated pictures' distances
 * @param realMedian of the held-out pictures' distances
 * @param closer share of generated pictures that are nearer than the nearest hundredth of the held-out ones; .01 is what
 *     new pictures would give
 */
public record Memorisation(double median, double realMedian, double closer) {

    /** All as [count][features], none of them empty. */
    public static Memorisation of(float[][] generated, float[][] heldOut, float[][] training) {
        double[] made = nearest(generated, training);
        double[] real = nearest(heldOut, training);
        double hundredth = real[real.length / 100];
        long closer = Arrays.stream(made).filter(d -> d < hundredth).count();
        return new Memorisation(made[made.length / 2], real[real.length / 2], (double) closer / made.length);
    }

    /** Each one's distance to its nearest, in rising order. */
    private static double[] nearest(float[][] from, float[][] training) {
        double[] distances = new double[from.length];
        Distances.each(from, training, (index, squared) -> {
            float least = Float.POSITIVE_INFINITY;
            for (float value : squared) {
                least = Math.min(least, value);
            }
            distances[index] = Math.sqrt(least);
        });
        Arrays.sort(distances);
        return distances;
    }
}
