package dev.atelier.trainer.training;

import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Some examples at once.
 *
 * @param pictures [batch, channels, height, width], 0 to 1
 * @param conditions [batch, conditionSize]
 * @param labels [batch]
 */
public record Batch(INDArray pictures, INDArray conditions, int[] labels) {}
