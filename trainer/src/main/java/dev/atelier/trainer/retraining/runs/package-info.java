/**
 * Taking a run and carrying it out. Start at {@link dev.atelier.trainer.retraining.runs.RunLoop}, which claims, and {@link
 * dev.atelier.trainer.retraining.runs.Attempt}, which does the work.
 */
package dev.atelier.trainer.retraining.runs;
