/**
 * Data sets that are ready to be learned from. One way leads here: a source reader ({@code sources}) gives candidates and
 * their pictures, {@code preparation} makes a prepared folder of them, {@link dev.atelier.trainer.datasets.PreparedFolder}
 * reads that, and training and evaluation see {@link dev.atelier.trainer.datasets.Examples}, where reading starts. Only
 * Fashion-MNIST, which is published ready to use, is read directly. What is wrong with a file is said with its name. Knows
 * nothing of networks.
 */
package dev.atelier.trainer.datasets;
