/**
 * Makes a prepared folder from any source: decides what is kept, makes squares on all processors, writes. Start reading at
 * {@link dev.atelier.trainer.datasets.preparation.Preparer}.
 */
package dev.atelier.trainer.datasets.preparation;
