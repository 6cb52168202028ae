package dev.atelier.generator.layers;

import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Layer normalisation (Ba et al. 2016): each example is normalised over all of its own values, whatever its mates, then
 * scaled and shifted per channel; any shape that has its channels second.
 */
public final class LayerNorm implements Layer {

    private final double epsilon;
    private final Parameter scale;
    private final Parameter shift;

    LayerNorm(double epsilon, Parameter scale, Parameter shift) {
        this.epsilon = epsilon;
        this.scale = scale;
        this.shift = shift;
    }

    /** @param epsilon added to the variance, usually 1e-5 */
    public record Spec(double epsilon) implements LayerSpec {

        public Spec {
            if (!(epsilon > 0)) {
                throw new IllegalArgumentException("layer-norm needs an epsilon above 0, got " + epsilon);
            }
        }

        public Spec() {
            this(1e-5);
        }

        @Override
        public Layer build(Site site) {
            long channels = site.shape()[0];
            return new LayerNorm(
                    epsilon,
                    site.weight("layer-norm.scale", Initialiser.constant(1), channels),
                    site.weight("layer-norm.shift", Initialiser.constant(0), channels));
        }
    }

    @Override
    public INDArray forward(INDArray x, Pass pass) {
        INDArray normalised = Ops.like(x);
        INDArray scratch = Ops.like(x);
        double count = (double) x.length() / x.size(0);
        Rows.shift(example(x), Rows.sums(example(x)).divi(-count), example(normalised));
        INDArray variance =
                Rows.sums(example(normalised.muli(normalised, scratch))).divi(count);
        INDArray inverse = BatchNorm.inverseDeviation(variance, epsilon);
        Rows.scale(example(normalised), inverse, example(normalised));
        pass.keep(normalised, inverse);
        return Rows.shift(Rows.scale(normalised, Rows.of(scale), scratch), Rows.of(shift), Ops.like(x));
    }

    /** With g = scale · dy and n values per example, dx = (g − Σg/n − x̂ · Σ(g·x̂)/n) / σ, sums over the example. */
    @Override
    public INDArray backward(INDArray dy, Pass pass) {
        INDArray inverse = pass.recall();
        INDArray normalised = pass.recall();
        INDArray scratch = Ops.like(dy);
        if (pass.parameterGradients()) {
            scale.accumulate(Rows.channelSums(dy.muli(normalised, scratch)).reshape(scale.shape()));
            shift.accumulate(Rows.channelSums(dy).reshape(shift.shape()));
        }
        double count = (double) dy.length() / dy.size(0);
        INDArray dx = Rows.scale(dy, Rows.of(scale), Ops.like(dy));
        INDArray mean = Rows.sums(example(dx)).divi(-count);
        INDArray slope = Rows.sums(example(dx.muli(normalised, scratch))).divi(-count);
        Rows.scale(example(normalised), slope, example(scratch));
        Rows.shift(example(dx), mean, example(dx));
        return Rows.scale(example(dx.addi(scratch)), inverse, example(dx)).reshape('c', dy.shape());
    }

    /** [batch, …] as [1, batch, everything else], so that an example is a row. */
    private static INDArray example(INDArray x) {
        return x.reshape('c', 1, x.size(0), x.length() / x.size(0));
    }
}
