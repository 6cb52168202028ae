/**
 * Readers of data sets in the layouts that they are published in, from a zip file or a folder. Start reading at {@link
 * dev.atelier.trainer.datasets.sources.FashionProducts}. Knows {@code preparation}'s {@code Source} and nothing of what
 * becomes of the pictures.
 */
package dev.atelier.trainer.datasets.sources;
