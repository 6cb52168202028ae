package dev.atelier.trainer.evaluation;

/**
 * IMD: the mean cosine similarity of the features of two different pictures of one class, mean over the classes. Near 1 the
 * pictures of a class are all alike, so a generator should come close to real pictures' value and not exceed it.
 */
public final class ClassSimilarity {

    private ClassSimilarity() {}

    /**
     * Over all pairs, by the sum of the unit vectors: ‖Σu‖² is the number of pictures plus the similarities of all ordered
     * pairs. Classes with fewer than two pictures don't count.
     *
     * @param features [count][features]; a picture whose features are all 0 is similar to none
     * @throws IllegalArgumentException where no class has two pictures
     */
    public static double of(float[][] features, int[] labels, int classes) {
        double total = 0;
        int counted = 0;
        for (int c = 0; c < classes; c++) {
            double[] sum = new double[features[0].length];
            double own = 0;
            long members = 0;
            for (int i = 0; i < labels.length; i++) {
                if (labels[i] == c) {
                    members++;
                    own += addUnit(features[i], sum);
                }
            }
            if (members > 1) {
                double square = 0;
                for (double s : sum) {
                    square += s * s;
                }
                total += (square - own) / (members * (members - 1.0));
                counted++;
            }
        }
        if (counted == 0) {
            throw new IllegalArgumentException("IMD needs a class with at least 2 pictures");
        }
        return total / counted;
    }

    /** Adds the vector's direction; returns its squared length, which is 1, or 0 where it has none. */
    private static double addUnit(float[] vector, double[] sum) {
        double square = 0;
        for (float v : vector) {
            square += (double) v * v;
        }
        if (square == 0) {
            return 0;
        }
        double length = Math.sqrt(square);
        for (int i = 0; i < sum.length; i++) {
            sum[i] += vector[i] / length;
        }
        return 1;
    }
}
