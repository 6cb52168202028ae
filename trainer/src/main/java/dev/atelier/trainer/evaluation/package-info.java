/**
 * How good is a model? Scores come from a classifier that takes no part in training generators; it is trained by the
 * project itself. Start reading at {@link dev.atelier.trainer.evaluation.LabelMatch}.
 */
package dev.atelier.trainer.evaluation;
