/**
 * Data sets change, models learn anew, and what is measured to be better becomes the champion, without anybody touching it.
 * Start at {@link dev.atelier.trainer.retraining.Retraining}; what a run is and which events count is in the contract's
 * {@code trainings}.
 */
package dev.atelier.trainer.retraining;
