/** From {@code dataset.updates} to requested runs. Start at {@link dev.atelier.trainer.retraining.updates.UpdateIntake}. */
package dev.atelier.trainer.retraining.updates;
