package dev.atelier.trainer.evaluation;

import dev.atelier.contract.attributes.Attribute;
import dev.atelier.contract.attributes.Cardinality;

/**
 * What a classifier sees in pictures.
 *
 * @param features [count][features], the last hidden layer
 * @param probabilities [count][classes], each row sums to 1
 * @param attributes [count][conditionSize], the probability of each value: those of a one-of attribute sum to 1, those of a
 *     many-of one are independent
 */
public record Readings(float[][] features, float[][] probabilities, float[][] attributes) {

    public Readings {
        if (features.length != probabilities.length || features.length != attributes.length) {
            throw new IllegalArgumentException(features.length + " pictures' features don't go with "
                    + probabilities.length + " probabilities of classes and " + attributes.length + " of attributes");
        }
    }

    /** For so many pictures, to be filled in. */
    static Readings room(int count) {
        return new Readings(new float[count][], new float[count][], new float[count][]);
    }

    /** Takes over what was seen in some pictures, the first of which is to have this index. */
    void put(int start, Readings part) {
        System.arraycopy(part.features, 0, features, start, part.count());
        System.arraycopy(part.probabilities, 0, probabilities, start, part.count());
        System.arraycopy(part.attributes, 0, attributes, start, part.count());
    }

    public int count() {
        return features.length;
    }

    /** The most likely class of a picture. */
    public int label(int index) {
        return likeliest(probabilities[index], 0, probabilities[index].length);
    }

    /** The most likely of the values that have the slots from {@code from} up to, not including, {@code to}; from 0. */
    int value(int index, int from, int to) {
        return likeliest(attributes[index], from, to) - from;
    }

    /**
     * Whether a picture shows a value.
     *
     * @param first slot of the attribute
     * @param slot of its value
     */
    public boolean shows(int index, Attribute attribute, int first, int slot) {
        return attribute.cardinality() == Cardinality.ONE_OF
                ? value(index, first, first + attribute.values().size()) == slot - first
                : attributes[index][slot] >= MultiLabelMatch.THRESHOLD;
    }

    private static int likeliest(float[] p, int from, int to) {
        int best = from;
        for (int c = from + 1; c < to; c++) {
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
