package dev.atelier.trainer.losses;

import java.util.function.DoubleUnaryOperator;

/**
 * A loss and where it comes from.
 *
 * @param value mean over the batch, natural logarithm where there is one
 * @param gradient of that mean at the network's output, same layout as the output: [batch, outputs]
 */
public record Loss(double value, float[][] gradient) {

    /**
     * The mean of a function of each example's first output; further outputs don't count.
     *
     * @param derivative of the function
     */
    static Loss mean(float[][] outputs, DoubleUnaryOperator function, DoubleUnaryOperator derivative) {
        double sum = 0;
        float[][] gradient = new float[outputs.length][outputs[0].length];
        for (int i = 0; i < outputs.length; i++) {
            sum += function.applyAsDouble(outputs[i][0]);
            gradient[i][0] = (float) (derivative.applyAsDouble(outputs[i][0]) / outputs.length);
        }
        return new Loss(sum / outputs.length, gradient);
    }

    /** This loss and {@code weight} times another one, whose outputs start at {@code column} of this one's. */
    public Loss plus(double weight, Loss other, int column) {
        float[][] total = new float[gradient.length][];
        for (int i = 0; i < total.length; i++) {
            total[i] = gradient[i].clone();
            for (int j = 0; j < other.gradient[i].length; j++) {
                total[i][column + j] += (float) (weight * other.gradient[i][j]);
            }
        }
        return new Loss(value + weight * other.value, total);
    }
}
