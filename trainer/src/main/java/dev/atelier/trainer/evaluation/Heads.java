package dev.atelier.trainer.evaluation;

import dev.atelier.contract.attributes.Attribute;
import dev.atelier.contract.attributes.Cardinality;
import dev.atelier.generator.layers.Dense;
import dev.atelier.generator.layers.LayerSpec;
import dev.atelier.trainer.datasets.Classes;
import dev.atelier.trainer.losses.AttributeCrossEntropy;
import dev.atelier.trainer.losses.Loss;
import dev.atelier.trainer.losses.SoftmaxCrossEntropy;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * What a classifier says behind its features: one logit per class, then one for each slot of the condition vector, by a head
 * per attribute. Where the classes are the values of the only attribute one head says both.
 *
 * @param classes with the schema of the attributes
 */
record Heads(Classes classes) {

    /** A dense layer per head, in the order of the logits. */
    List<LayerSpec> layers() {
        List<LayerSpec> layers = new ArrayList<>();
        layers.add(new Dense.Spec(classes.size()));
        if (!classesAreTheAttribute()) {
            attributes().forEach(a -> layers.add(new Dense.Spec(a.values().size())));
        }
        return layers;
    }

    /** How many logits there are. */
    int size() {
        return classes.size() + (classesAreTheAttribute() ? 0 : classes.schema().conditionSize());
    }

    private boolean classesAreTheAttribute() {
        return attributes().size() == 1
                && attributes().get(0).cardinality() == Cardinality.ONE_OF
                && attributes().get(0).values().size() == classes.size()
                && IntStream.range(0, classes.size()).allMatch(c -> classes.condition(c)[c] == 1);
    }

    private List<Attribute> attributes() {
        return classes.schema().attributes();
    }

    /**
     * Cross entropy of the classes and of the attributes, added up.
     *
     * @param logits [batch, size]
     * @param labels [batch]
     * @param conditions [batch, conditionSize]
     */
    Loss loss(float[][] logits, int[] labels, float[][] conditions) {
        if (classesAreTheAttribute()) {
            return SoftmaxCrossEntropy.of(logits, labels);
        }
        Loss nothing = new Loss(0, new float[logits.length][size()]);
        return nothing.plus(1, SoftmaxCrossEntropy.of(columns(logits, 0, classes.size()), labels), 0)
                .plus(
                        1,
                        new AttributeCrossEntropy(attributes()).of(columns(logits, classes.size(), size()), conditions),
                        classes.size());
    }

    private static float[][] columns(float[][] logits, int from, int to) {
        return Arrays.stream(logits)
                .map(row -> Arrays.copyOfRange(row, from, to))
                .toArray(float[][]::new);
    }

    /** The probability of each class, their sum is 1. */
    float[] ofClasses(float[] logits) {
        return softmax(Arrays.copyOf(logits, classes.size()));
    }

    /**
     * The probability of each slot of the condition vector: those of a one-of attribute's values have the sum 1, those of a
     * many-of one's are independent.
     */
    float[] ofAttributes(float[] logits) {
        if (classesAreTheAttribute()) {
            return ofClasses(logits);
        }
        float[] probabilities = Arrays.copyOfRange(logits, classes.size(), logits.length);
        int slot = 0;
        for (Attribute attribute : attributes()) {
            int end = slot + attribute.values().size();
            if (attribute.cardinality() == Cardinality.ONE_OF) {
                float[] shares = softmax(Arrays.copyOfRange(probabilities, slot, end));
                System.arraycopy(shares, 0, probabilities, slot, shares.length);
            } else {
                for (int i = slot; i < end; i++) {
                    probabilities[i] = (float) (1 / (1 + Math.exp(-probabilities[i])));
                }
            }
            slot = end;
        }
        return probabilities;
    }

    private static float[] softmax(float[] logits) {
        double[] p = SoftmaxCrossEntropy.softmax(logits);
        float[] rounded = new float[p.length];
        for (int c = 0; c < p.length; c++) {
            rounded[c] = (float) p[c];
        }
        return rounded;
    }
}
