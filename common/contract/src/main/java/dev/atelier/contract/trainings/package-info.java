/**
 * Training runs as every reader sees them: {@link dev.atelier.contract.trainings.TrainingRuns} folds {@code
 * training.events}; {@link dev.atelier.contract.trainings.Verdict} is what the gate says of a challenger.
 */
package dev.atelier.contract.trainings;
