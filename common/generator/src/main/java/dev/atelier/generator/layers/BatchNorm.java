package dev.atelier.generator.layers;

import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.api.ops.DynamicCustomOp;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Batch normalisation (Ioffe and Szegedy 2015) over the batch, and over height and width of pictures: any shape that has
 * its channels second. Training normalises by the batch's own mean and variance and lets them enter the running ones;
 * inference uses the running ones, so there a picture does not depend on its mates.
 */
public final class BatchNorm implements Layer {

    /** Scale, shift, and the channels' axis. */
    private static final long[] ARGUMENTS = {1, 1, 1};

    private final double epsilon;
    private final Parameter scale;
    private final Parameter shift;
    private final Parameter mean;
    private final Parameter variance;

    BatchNorm(double epsilon, Parameter scale, Parameter shift, Parameter mean, Parameter variance) {
        this.epsilon = epsilon;
        this.scale = scale;
        this.shift = shift;
        this.mean = mean;
        this.variance = variance;
    }

    /** @param epsilon added to the variance, usually 1e-5 */
    public record Spec(double epsilon) implements LayerSpec {

        public Spec {
            if (!(epsilon > 0)) {
                throw new IllegalArgumentException("batch-norm needs an epsilon above 0, got " + epsilon);
            }
        }

        public Spec() {
            this(1e-5);
        }

        @Override
        public Layer build(Site site) {
            long channels = site.shape()[0];
            return new BatchNorm(
                    epsilon,
                    site.weight("batch-norm.scale", Initialiser.constant(1), channels),
                    site.weight("batch-norm.shift", Initialiser.constant(0), channels),
                    site.statistic("batch-norm.mean", 0, channels),
                    site.statistic("batch-norm.variance", 1, channels));
        }
    }

    @Override
    public INDArray forward(INDArray x, Pass pass) {
        INDArray y = Ops.like(x);
        INDArray m = mean.value();
        INDArray v = variance.value();
        if (pass.batchStatistics()) {
            m = Ops.like(m);
            v = Ops.like(v);
            moments(x, m, v);
            enter(mean, m, pass.statisticsShare());
            enter(variance, v, pass.statisticsShare());
            pass.keep(x, m, v);
        }
        Ops.call("batchnorm", Ops.arrays(x, m, v, scale.value(), shift.value()), Ops.arrays(y), ARGUMENTS, epsilon);
        return y;
    }

    @Override
    public INDArray backward(INDArray dy, Pass pass) {
        INDArray v = pass.recall();
        INDArray m = pass.recall();
        INDArray x = pass.recall();
        INDArray dx = Ops.like(x);
        INDArray scaleGradient = Ops.like(m);
        INDArray shiftGradient = Ops.like(m);
        Ops.call(
                "batchnorm_bp",
                Ops.arrays(x, m, v, scale.value(), shift.value(), dy),
                Ops.arrays(dx, Ops.like(m), Ops.like(m), scaleGradient, shiftGradient),
                ARGUMENTS,
                epsilon);
        if (pass.parameterGradients()) {
            scale.accumulate(scaleGradient);
            shift.accumulate(shiftGradient);
        }
        return dx;
    }

    /** Mean and variance of each channel, written to the two vectors. */
    static void moments(INDArray x, INDArray mean, INDArray variance) {
        DynamicCustomOp op = DynamicCustomOp.builder("moments")
                .addInputs(x)
                .addOutputs(mean, variance)
                .build();
        op.addIArgument(x.rank() == 4 ? new long[] {0, 2, 3} : new long[] {0});
        op.addBArgument(false);
        Nd4j.exec(op);
    }

    /** Moves a running statistic towards the batch's by the share, 0 to 1. */
    static void enter(Parameter running, INDArray batch, double share) {
        if (share > 0) {
            running.value().muli(1 - share).addi(batch.mul(share));
        }
    }
}
