/**
 * Whether a challenger may become the champion. Start at {@link dev.atelier.trainer.retraining.gate.Gate}, which judges
 * numbers; {@code Evaluation} measures them and {@code Promotion} moves the alias.
 */
package dev.atelier.trainer.retraining.gate;
