/** Losses as values and gradients at a network's outputs; each cites its source. Knows nothing of networks. */
package dev.atelier.trainer.losses;
