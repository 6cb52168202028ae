/** What moves weights along gradients, and averages them; one operation on one flat vector each. */
package dev.atelier.trainer.optimisation;
