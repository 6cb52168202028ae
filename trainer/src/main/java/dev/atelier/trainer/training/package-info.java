/**
 * One loop for all that learns: batches in an order that the seed decides, checkpoints that a run resumes from exactly,
 * listeners for all that a person or another program wants to see. Start reading at {@link
 * dev.atelier.trainer.training.TrainingLoop}.
 */
package dev.atelier.trainer.training;
