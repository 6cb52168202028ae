/**
 * Data sets as they are published, read with checks: what is wrong with a file is said with its name. Start reading at
 * {@link dev.atelier.trainer.datasets.Examples}. Knows nothing of networks.
 */
package dev.atelier.trainer.datasets;
