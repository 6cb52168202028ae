package dev.atelier.trainer.optimisation;

import dev.atelier.generator.layers.Parameters;
import org.nd4j.linalg.api.memory.MemoryWorkspace;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.api.ops.DynamicCustomOp;
import org.nd4j.linalg.factory.Nd4j;

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
    private final INDArray update;

    public Adam(Parameters parameters, double beta1, double beta2) {
        this.parameters = parameters;
        this.beta1 = beta1;
        this.beta2 = beta2;
        try (MemoryWorkspace ignored = Nd4j.getMemoryManager().scopeOutOfWorkspaces()) {
            firstMoment = Nd4j.zerosLike(parameters.flat());
            secondMoment = Nd4j.zerosLike(parameters.flat());
            update = Nd4j.zerosLike(parameters.flat());
        }
    }

    /**
     * Moves the weights by the gradient that their network holds.
     *
     * @param step how many steps came before, from 0
     */
    public void step(long step, double rate) {
        DynamicCustomOp op = DynamicCustomOp.builder("adam_updater")
                .addInputs(parameters.flatGradient(), secondMoment, firstMoment)
                .addOutputs(update, secondMoment, firstMoment)
                .build();
        op.addIArgument(step);
        op.addTArgument(rate, beta1, beta2, EPSILON);
        Nd4j.exec(op);
        parameters.flat().subi(update);
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
