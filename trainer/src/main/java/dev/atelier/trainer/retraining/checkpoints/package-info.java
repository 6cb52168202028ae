/** Trainings in the store, for whoever goes on: {@link dev.atelier.trainer.retraining.checkpoints.StoredCheckpoints}. */
package dev.atelier.trainer.retraining.checkpoints;
