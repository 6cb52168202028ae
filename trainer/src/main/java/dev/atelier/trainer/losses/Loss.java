package dev.atelier.trainer.losses;

/**
 * A loss and where it comes from.
 *
 * @param value mean over the batch, natural logarithm where there is one
 * @param gradient of that mean at the network's output, same layout as the output: [batch, outputs]
 */
public record Loss(double value, float[][] gradient) {}
