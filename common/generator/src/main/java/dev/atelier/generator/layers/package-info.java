/**
 * The parts that networks are composed of, on ND4J's native operations.
 *
 * <p>A {@link dev.atelier.generator.layers.NetworkSpec} describes a network in words that serialise as JSON; {@link
 * dev.atelier.generator.layers.Network#of} builds it. Each layer is a small class with its own {@code Spec} record;
 * start reading at {@link dev.atelier.generator.layers.Layer} and {@link dev.atelier.generator.layers.Pass}. Knows
 * nothing of data sets, losses, files or services.
 */
package dev.atelier.generator.layers;
