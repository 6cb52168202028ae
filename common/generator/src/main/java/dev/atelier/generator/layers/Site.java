package dev.atelier.generator.layers;

import java.util.Arrays;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * Where a layer is being built: what arrives there, and where its parameters go. Walks along as the network grows: after
 * a layer is built the shape is that layer's output.
 */
public final class Site {

    private final String path;
    private final List<Integer> attributeSizes;
    private final Parameters weights;
    private final Parameters statistics;
    private final UnaryOperator<Parameter> derivation;
    private long[] shape;

    private Site(
            String path,
            long[] shape,
            List<Integer> attributeSizes,
            Parameters weights,
            Parameters statistics,
            UnaryOperator<Parameter> derivation) {
        this.path = path;
        this.shape = shape;
        this.attributeSizes = attributeSizes;
        this.weights = weights;
        this.statistics = statistics;
        this.derivation = derivation;
    }

    /** @param attributeSizes slots of the condition vector for each attribute; empty without a condition */
    static Site start(long[] input, List<Integer> attributeSizes, Parameters weights, Parameters statistics) {
        return new Site("", input.clone(), attributeSizes, weights, statistics, UnaryOperator.identity());
    }

    /** The same place under a further name, for a layer made of layers. */
    Site inside(String name) {
        return new Site(path + name + ".", shape, attributeSizes, weights, statistics, derivation);
    }

    /** The same place under a name that doesn't say where it is. */
    Site named(String name) {
        return new Site(name + ".", shape, attributeSizes, weights, statistics, derivation);
    }

    /** The same place, where layers compute with what {@code derivation} makes of each weight matrix. */
    Site deriving(UnaryOperator<Parameter> derivation) {
        return new Site(path, shape, attributeSizes, weights, statistics, derivation);
    }

    /** The shape of one example: [features] or [channels, height, width]. */
    long[] shape() {
        return shape.clone();
    }

    void become(long... output) {
        shape = output.clone();
    }

    int conditionSize() {
        return attributeSizes().stream().mapToInt(Integer::intValue).sum();
    }

    /** How many slots of the condition vector belong to each attribute; at least one. */
    List<Integer> attributeSizes() {
        if (attributeSizes.isEmpty()) {
            throw wrong("needs conditions, but the network is declared without any");
        }
        return attributeSizes;
    }

    /** The number of features, where a flat vector is needed. */
    long features() {
        if (shape.length != 1) {
            throw wrong("needs a flat vector, got " + Arrays.toString(shape) + "; put a flatten layer before it");
        }
        return shape[0];
    }

    /** [channels, height, width], where a picture is needed. */
    long[] picture() {
        if (shape.length != 3) {
            throw wrong("needs [channels, height, width], got " + Arrays.toString(shape));
        }
        return shape();
    }

    Parameter weight(String name, Initialiser initialiser, long... dimensions) {
        Parameter weight = weights.declare(path + name, initialiser, dimensions);
        return dimensions.length > 1 ? derivation.apply(weight) : weight;
    }

    Parameter statistic(String name, double start, long... dimensions) {
        return statistics.declare(path + name, Initialiser.constant(start), dimensions);
    }

    IllegalArgumentException wrong(String what) {
        return new IllegalArgumentException("layer " + (path.isEmpty() ? "(root)" : path) + " " + what);
    }
}
