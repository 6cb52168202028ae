package dev.atelier.generator.weights;

import java.util.function.Supplier;

/**
 * A named array on its way to a file.
 *
 * @param name unique in the file
 * @param type how its numbers are stored
 * @param shape C order
 * @param values asked for when the tensor's turn to be written comes, so that not all need be in memory at once
 */
public record Tensor(String name, TensorType type, long[] shape, Supplier<float[]> values) {}
