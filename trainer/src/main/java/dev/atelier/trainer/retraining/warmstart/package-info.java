/** From a champion's weights to a new training's first ones: {@link dev.atelier.trainer.retraining.warmstart.WarmStart}. */
package dev.atelier.trainer.retraining.warmstart;
