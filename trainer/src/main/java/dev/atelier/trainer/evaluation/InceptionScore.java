package dev.atelier.trainer.evaluation;

import java.util.ArrayList;
import java.util.List;

/**
 * I(G) = E_x KL(p(y|x) ‖ p(y)), natural logarithm, not exponentiated (Salimans et al. 2016 exponentiate it). p(y) is the
 * mean of p(y|x) within the same group; 0 at worst, ln(classes) at best.
 *
 * @param mean over the groups
 * @param deviation of the groups, with the number of groups as divisor
 */
public record InceptionScore(double mean, double deviation) {

    public static final int GROUPS = 5;

    /**
     * Groups are stretches of equal length, so pictures should come with their classes in turn or in random order: a group
     * with only some of the classes has a lower score.
     *
     * @throws IllegalArgumentException where there are fewer pictures than groups
     */
    public static InceptionScore of(float[][] probabilities) {
        if (probabilities.length < GROUPS) {
            throw new IllegalArgumentException(
                    "I(G) needs at least " + GROUPS + " pictures, one a group, got " + probabilities.length);
        }
        double[] scores = new double[GROUPS];
        double mean = 0;
        for (int group = 0; group < GROUPS; group++) {
            List<float[]> members = new ArrayList<>();
            long count = probabilities.length;
            for (int i = (int) (count * group / GROUPS); i < count * (group + 1) / GROUPS; i++) {
                members.add(probabilities[i]);
            }
            scores[group] = divergence(members);
            mean += scores[group] / GROUPS;
        }
        double variance = 0;
        for (double score : scores) {
            variance += (score - mean) * (score - mean) / GROUPS;
        }
        return new InceptionScore(mean, Math.sqrt(variance));
    }

    private static double divergence(List<float[]> group) {
        double[] marginal = new double[group.get(0).length];
        for (float[] p : group) {
            for (int c = 0; c < marginal.length; c++) {
                marginal[c] += p[c] / (double) group.size();
            }
        }
        double sum = 0;
        for (float[] p : group) {
            for (int c = 0; c < marginal.length; c++) {
                sum += p[c] > 0 ? p[c] * Math.log(p[c] / marginal[c]) : 0;
            }
        }
        return sum / group.size();
    }
}
