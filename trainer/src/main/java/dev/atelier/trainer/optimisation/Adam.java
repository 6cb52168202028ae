package dev.atelier.trainer.optimisation;

import dev.atelier.generator.layers.Parameters;
import org.nd4j.linalg.api.memory.MemoryWorkspace;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.ops.transforms.Transforms;

/**
 * Adam (Kingma and Ba 2015) over the flat vector of a network's weights: with m and v the decaying means of the gradient and
 * of its square, the t-th step is −rate · √(1 − β₂ᵗ) / (1 − β₁ᵗ) · m / (√v + ε), the order of computation that the paper
 * gives at the end of its section 2.
 */
public final class Adam {

    private static final double EPSILON = 1e-8;

    private final double beta1;
    private final double beta2;
    private final Parameters parameters;
    private final INDArray firstMoment;
    private final INDArray secondMoment;
    private final HostAdam host;

    public Adam(Parameters parameters, double beta1, double beta2) {
        this.parameters = parameters;
        this.beta1 = beta1;
        this.beta2 = beta2;
        try (MemoryWorkspace ignored = Nd4j.getMemoryManager().scopeOutOfWorkspaces()) {
            firstMoment = Nd4j.zerosLike(parameters.flat());
            secondMoment = Nd4j.zerosLike(parameters.flat());
        }
        host = new HostAdam(beta1, beta2, EPSILON);
    }

    /**
     * Moves the weights by the gradient that their network holds.
     *
     * @param step how many steps came before, from 0
     */
    public void step(long step, double rate) {
        if (HostAdam.canTake(parameters.flat())) {
            host.step(parameters.flat(), parameters.flatGradient(), firstMoment, secondMoment, corrected(step, rate));
        } else {
            stepByOperations(step, rate);
        }
    }

    /** The same by operations on whole vectors, for other backends and types. */
    void stepByOperations(long step, double rate) {
        INDArray gradient = parameters.flatGradient();
        firstMoment.muli(beta1).addi(gradient.mul(1 - beta1));
        secondMoment.muli(beta2).addi(gradient.mul(gradient).muli(1 - beta2));
        INDArray divisor = Transforms.sqrt(secondMoment, true).addi(EPSILON);
        parameters.flat().subi(firstMoment.div(divisor).muli(corrected(step, rate)));
    }

    /** The rate, with the correction for both means starting from 0. */
    private double corrected(long step, double rate) {
        double t = step + 1.0;
        return rate * Math.sqrt(1 - Math.pow(beta2, t)) / (1 - Math.pow(beta1, t));
    }

    /** m, laid out as the weights; part of a checkpoint. */
    public INDArray firstMoment() {
        return firstMoment;
    }

    /** v, laid out as the weights; part of a checkpoint. */
    public INDArray secondMoment() {
        return secondMoment;
    }
}
