package dev.atelier.generator.layers;

import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.ops.transforms.Transforms;

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
            return new PerBatch(new BatchNorm(
                    epsilon,
                    site.weight("batch-norm.scale", Initialiser.constant(1), channels),
                    site.weight("batch-norm.shift", Initialiser.constant(0), channels),
                    site.statistic("batch-norm.mean", 0, channels),
                    site.statistic("batch-norm.variance", 1, channels)));
        }
    }

    @Override
    public INDArray forward(INDArray x, Pass pass) {
        if (!pass.batchStatistics()) {
            INDArray y = Ops.like(x);
            Ops.call(
                    "batchnorm",
                    Ops.arrays(x, mean.value(), variance.value(), scale.value(), shift.value()),
                    Ops.arrays(y),
                    ARGUMENTS,
                    epsilon);
            return y;
        }
        double count = count(x);
        INDArray m = Rows.channelSums(x).divi(count);
        INDArray centred = Rows.shift(x, m.neg(), Ops.like(x));
        INDArray scratch = Ops.like(x);
        INDArray v = Rows.channelSums(centred.muli(centred, scratch)).divi(count);
        enter(mean, m, pass.statisticsShare());
        enter(variance, v, pass.statisticsShare());
        INDArray inverse = inverseDeviation(v, epsilon);
        pass.keep(centred, inverse);
        Rows.scale(centred, inverse.mul(Rows.of(scale)), scratch);
        return Rows.shift(scratch, Rows.of(shift), Ops.like(x));
    }

    /**
     * With x̂ the normalised input and n values per channel, dx = scale/σ · (dy − Σdy/n − x̂ · Σ(dy·x̂)/n), sums over the
     * channel (Ioffe and Szegedy 2015, section 3).
     */
    @Override
    public INDArray backward(INDArray dy, Pass pass) {
        INDArray inverse = pass.recall();
        INDArray centred = pass.recall();
        INDArray scratch = Ops.like(dy);
        INDArray shiftGradient = Rows.channelSums(dy);
        INDArray scaleGradient = Rows.channelSums(dy.muli(centred, scratch)).muli(inverse);
        if (pass.parameterGradients()) {
            scale.accumulate(scaleGradient.reshape(scale.shape()));
            shift.accumulate(shiftGradient.reshape(shift.shape()));
        }
        double count = count(dy);
        INDArray factor = inverse.mul(Rows.of(scale));
        Rows.scale(dy, factor, scratch);
        INDArray dx = Rows.shift(scratch, shiftGradient.mul(factor).divi(-count), Ops.like(dy));
        INDArray pull = scaleGradient.muli(inverse).muli(factor).divi(-count);
        return dx.addi(Rows.scale(centred, pull, scratch));
    }

    /** Values per channel. */
    static double count(INDArray x) {
        return (double) x.length() / x.size(1);
    }

    /** 1/√(v + ε). */
    static INDArray inverseDeviation(INDArray v, double epsilon) {
        return Transforms.sqrt(v.add(epsilon), false).rdivi(1);
    }

    /** Moves a running statistic towards the batch's by the share, 0 to 1. */
    static void enter(Parameter running, INDArray batch, double share) {
        if (share > 0) {
            running.value().muli(1 - share).addi(batch.reshape(running.shape()).mul(share));
        }
    }
}
