package dev.atelier.trainer.training;

import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * What somebody beside D wants of G.
 *
 * @param value of a loss of the generated pictures, without its weight
 * @param atPictures its gradient there times the weight, [batch, channels, height, width]
 */
record Pull(double value, INDArray atPictures) {}
