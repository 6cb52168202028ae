package dev.atelier.generator.layers;

import org.nd4j.linalg.api.ndarray.INDArray;

/** A named view into a network's flat buffer of weights (or of running statistics), and its place in the gradient's. */
public final class Parameter {

    private final String name;
    private final long[] shape;
    private final Initialiser initialiser;
    private INDArray value;
    private INDArray gradient;
    private boolean gradientFresh;

    Parameter(String name, long[] shape, Initialiser initialiser) {
        this.name = name;
        this.shape = shape;
        this.initialiser = initialiser;
    }

    public String name() {
        return name;
    }

    public long[] shape() {
        return shape.clone();
    }

    public long length() {
        long length = 1;
        for (long dimension : shape) {
            length *= dimension;
        }
        return length;
    }

    /** The current value in the declared shape, C order; writing to it changes the network. */
    public INDArray value() {
        return value;
    }

    /** The gradient in the declared shape, C order. A layer writes it by {@link #accumulate} or with {@link #keeping}. */
    public INDArray gradient() {
        return gradient;
    }

    Initialiser initialiser() {
        return initialiser;
    }

    void bind(INDArray valueView) {
        value = valueView;
    }

    void bindGradient(INDArray gradientView) {
        gradient = gradientView;
    }

    /** What is in the gradient's memory belongs to an earlier step: the next contribution replaces it. */
    void forgetGradient() {
        gradientFresh = false;
    }

    boolean gradientFresh() {
        return gradientFresh;
    }

    /**
     * The factor (BLAS' beta) for what the gradient holds already: 0 for a step's first contribution, which saves clearing
     * the memory, and 1 afterwards.
     */
    double keeping() {
        double beta = gradientFresh ? 1 : 0;
        gradientFresh = true;
        return beta;
    }

    /** Adds a contribution in the parameter's shape. */
    void accumulate(INDArray contribution) {
        if (keeping() == 0) {
            gradient.assign(contribution);
        } else {
            gradient.addi(contribution);
        }
    }
}
