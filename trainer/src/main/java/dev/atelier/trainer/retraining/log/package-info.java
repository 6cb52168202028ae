/** The topic {@code training.events} as this trainer sees it: {@link dev.atelier.trainer.retraining.log.TrainingLog}. */
package dev.atelier.trainer.retraining.log;
