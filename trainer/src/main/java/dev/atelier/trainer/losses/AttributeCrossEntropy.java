package dev.atelier.trainer.losses;

import dev.atelier.contract.attributes.Attribute;
import dev.atelier.contract.attributes.Cardinality;
import java.util.Arrays;
import java.util.List;

/**
 * How well logits, one for each slot of the condition vector, say the attributes: for a one-of attribute −ln of the right
 * value's softmax among its own slots, for a many-of one Σ −ln of each slot's sigmoid (or 1 − sigmoid) being right; added up
 * over the attributes, mean over the batch.
 *
 * @param attributes in the condition vector's order
 */
public record AttributeCrossEntropy(List<Attribute> attributes) {

    public AttributeCrossEntropy {
        attributes = List.copyOf(attributes);
    }

    /**
     * The loss of a batch.
     *
     * @param logits [batch, conditionSize]
     * @param conditions [batch, conditionSize], 1 where the value is there, else 0
     */
    public Loss of(float[][] logits, float[][] conditions) {
        double sum = 0;
        float[][] gradient = new float[logits.length][];
        for (int i = 0; i < logits.length; i++) {
            double[] atLogits = new double[logits[i].length];
            int slot = 0;
            for (Attribute attribute : attributes) {
                int end = slot + attribute.values().size();
                sum += attribute.cardinality() == Cardinality.ONE_OF
                        ? oneOf(logits[i], conditions[i], slot, end, atLogits)
                        : manyOf(logits[i], conditions[i], slot, end, atLogits);
                slot = end;
            }
            gradient[i] = new float[atLogits.length];
            for (int c = 0; c < atLogits.length; c++) {
                gradient[i][c] = (float) (atLogits[c] / logits.length);
            }
        }
        return new Loss(sum / logits.length, gradient);
    }

    private static double oneOf(float[] logits, float[] condition, int from, int to, double[] gradient) {
        double[] p = SoftmaxCrossEntropy.softmax(Arrays.copyOfRange(logits, from, to));
        double loss = 0;
        for (int c = from; c < to; c++) {
            gradient[c] = p[c - from] - condition[c];
            if (condition[c] == 1) {
                loss -= Math.log(Math.max(p[c - from], Double.MIN_NORMAL));
            }
        }
        return loss;
    }

    /** −ln σ(x) = ln(1 + e^−x), computed so that no exponential overflows. */
    private static double manyOf(float[] logits, float[] condition, int from, int to, double[] gradient) {
        double loss = 0;
        for (int c = from; c < to; c++) {
            double towards = condition[c] == 1 ? logits[c] : -logits[c];
            loss += Math.max(-towards, 0) + Math.log1p(Math.exp(-Math.abs(towards)));
            gradient[c] = 1 / (1 + Math.exp(-logits[c])) - condition[c];
        }
        return loss;
    }
}
