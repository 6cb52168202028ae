package dev.atelier.trainer.evaluation;

import dev.atelier.contract.attributes.Attribute;
import dev.atelier.contract.attributes.Cardinality;
import dev.atelier.trainer.datasets.Examples;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * How well pictures are found by pictures: each of a set is looked for among all others of it, and precision@{@value #NEAREST}
 * of an attribute is the share of the {@value #NEAREST} nearest that have its value, the mean over all pictures.
 *
 * @param attributes the one-of attributes, in the schema's order
 * @param values [attributes][pictures], the index of each picture's value
 */
public record Retrieval(List<Attribute> attributes, int[][] values) {

    public static final int NEAREST = 10;

    /** @throws IllegalArgumentException where there are too few pictures to find {@value #NEAREST} others */
    public static Retrieval of(Examples examples) {
        if (examples.count() <= NEAREST) {
            throw new IllegalArgumentException("the nearest " + NEAREST + " need more than " + NEAREST
                    + " held-out pictures, got " + examples.count());
        }
        List<Attribute> attributes = examples.schema().attributes().stream()
                .filter(attribute -> attribute.cardinality() == Cardinality.ONE_OF)
                .toList();
        int[][] values = new int[attributes.size()][examples.count()];
        for (int i = 0; i < examples.count(); i++) {
            float[] condition = examples.condition(i);
            int slot = 0;
            for (Attribute attribute : examples.schema().attributes()) {
                int at = attributes.indexOf(attribute);
                for (int value = 0; at >= 0 && value < attribute.values().size(); value++) {
                    if (condition[slot + value] == 1) {
                        values[at][i] = value;
                    }
                }
                slot += attribute.values().size();
            }
        }
        return new Retrieval(attributes, values);
    }

    /** Of what finds pictures at random: the expected precision, by attribute. */
    public Map<String, Double> random() {
        Map<String, Double> precision = new LinkedHashMap<>();
        for (int a = 0; a < attributes.size(); a++) {
            int[] counts = new int[attributes.get(a).values().size()];
            Arrays.stream(values[a]).forEach(value -> counts[value]++);
            double pictures = values[a].length;
            precision.put(
                    attributes.get(a).name(),
                    Arrays.stream(counts).mapToDouble(n -> n * (n - 1.0)).sum() / (pictures * (pictures - 1)));
        }
        return precision;
    }

    /**
     * Of what finds pictures by the distance of vectors, by attribute.
     *
     * @param vectors [pictures, dimensions]
     */
    public Map<String, Double> precision(float[][] vectors) {
        long[] right = new long[attributes.size()];
        Distances.each(vectors, vectors, (index, squared) -> {
            squared[index] = Float.POSITIVE_INFINITY;
            for (int neighbour : nearest(squared)) {
                for (int a = 0; a < right.length; a++) {
                    right[a] += values[a][neighbour] == values[a][index] ? 1 : 0;
                }
            }
        });
        Map<String, Double> precision = new LinkedHashMap<>();
        for (int a = 0; a < right.length; a++) {
            precision.put(attributes.get(a).name(), (double) right[a] / NEAREST / vectors.length);
        }
        return precision;
    }

    /** Where the smallest values are, the first of equal ones. */
    private static int[] nearest(float[] values) {
        int[] nearest = new int[NEAREST];
        int found = 0;
        for (int i = 0; i < values.length; i++) {
            int at = Math.min(found, NEAREST - 1);
            if (found == NEAREST && values[i] >= values[nearest[at]]) {
                continue;
            }
            while (at > 0 && values[nearest[at - 1]] > values[i]) {
                nearest[at] = nearest[at - 1];
                at--;
            }
            nearest[at] = i;
            found = Math.min(found + 1, NEAREST);
        }
        return nearest;
    }
}
