/**
 * Training runs as every reader sees them: {@link dev.atelier.contract.trainings.TrainingRuns} folds {@code
 * training.events}.
 */
package dev.atelier.contract.trainings;
