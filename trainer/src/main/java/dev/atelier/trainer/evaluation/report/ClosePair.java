package dev.atelier.trainer.evaluation.report;

import dev.atelier.contract.images.Picture;
import dev.atelier.trainer.evaluation.Memorisation;

/**
 * A generated picture beside its nearest training picture.
 *
 * @param indexes of both, and their distance
 * @param asked the class that the generated one was asked for
 * @param label the training picture's class
 */
public record ClosePair(Memorisation.Pair indexes, Picture generated, String asked, Picture training, String label) {}
