package dev.atelier.trainer.losses;

import java.util.List;

/**
 * How much pictures that should be alike differ: E_c E_{x₁,x₂ ~ c} |x₁ − x₂|, the absolute difference of two pictures' pixels,
 * mean over the pixels, over all pairs within a group c, and over the groups as large as they are ("Fashion Generation from
 * Structured Style Attributes", the category term).
 */
public final class PairwiseDifference {

    private PairwiseDifference() {}

    /**
     * The loss of a batch; 0 where no group has a pair.
     *
     * @param pictures [batch, pixels]
     * @param groups each with its pictures' places in the batch; they may overlap
     */
    public static Loss of(float[][] pictures, List<int[]> groups) {
        float[][] gradient = new float[pictures.length][pictures[0].length];
        List<int[]> pairs = groups.stream().filter(group -> group.length > 1).toList();
        int members = pairs.stream().mapToInt(group -> group.length).sum();
        double sum = 0;
        for (int[] group : pairs) {
            // n of all m members, ½n(n − 1) pairs, each a mean over the pixels.
            double factor = 2.0 / (members * (group.length - 1.0) * pictures[0].length);
            for (int i = 0; i < group.length; i++) {
                for (int j = 0; j < i; j++) {
                    sum += factor * difference(pictures, group[i], group[j], (float) factor, gradient);
                }
            }
        }
        return new Loss(sum, gradient);
    }

    private static double difference(float[][] pictures, int a, int b, float factor, float[][] gradient) {
        float[] one = pictures[a];
        float[] other = pictures[b];
        double sum = 0;
        for (int p = 0; p < one.length; p++) {
            float difference = one[p] - other[p];
            float slope = factor * Math.signum(difference);
            sum += Math.abs(difference);
            gradient[a][p] += slope;
            gradient[b][p] -= slope;
        }
        return sum;
    }
}
