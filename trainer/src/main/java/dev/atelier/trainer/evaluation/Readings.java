package dev.atelier.trainer.evaluation;

/**
 * What a classifier sees in pictures.
 *
 * @param features [count][features], the last hidden layer
 * @param probabilities [count][classes], each row sums to 1
 */
public record Readings(float[][] features, float[][] probabilities) {

    public Readings {
        if (features.length != probabilities.length) {
            throw new IllegalArgumentException(
                    features.length + " pictures' features don't go with " + probabilities.length + " probabilities");
        }
    }

    public int count() {
        return features.length;
    }

    /** The most likely class of a picture. */
    public int label(int index) {
        float[] p = probabilities[index];
        int best = 0;
        for (int c = 1; c < p.length; c++) {
            best = p[c] > p[best] ? c : best;
        }
        return best;
    }

    /** The share of pictures that are recognised as what they should be. */
    public double accuracy(int[] labels) {
        int right = 0;
        for (int i = 0; i < labels.length; i++) {
            right += label(i) == labels[i] ? 1 : 0;
        }
        return (double) right / labels.length;
    }
}
