package dev.atelier.generator.layers;

import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Batch normalisation whose scale and shift depend on the condition (de Vries et al. 2017; Miyato and Koyama 2018): any
 * shape that has its channels second, [batch, channels, …] → the same. With the condition c of an example and x̂ the
 * normalised value, y = (1 + c·S)·x̂ + c·B, where S and B are [conditionSize, channels] and start at 0. Statistics are
 * treated as {@link BatchNorm} does.
 */
public final class ConditionalBatchNorm implements Layer {

    private final double epsilon;
    private final Parameter scale;
    private final Parameter shift;
    private final Parameter mean;
    private final Parameter variance;

    ConditionalBatchNorm(double epsilon, Parameter scale, Parameter shift, Parameter mean, Parameter variance) {
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
                throw new IllegalArgumentException("conditional-batch-norm needs an epsilon above 0, got " + epsilon);
            }
        }

        public Spec() {
            this(1e-5);
        }

        @Override
        public Layer build(Site site) {
            long channels = site.shape()[0];
            int conditions = site.conditionSize();
            return new PerBatch(new ConditionalBatchNorm(
                    epsilon,
                    site.weight("conditional-batch-norm.scale", Initialiser.constant(0), conditions, channels),
                    site.weight("conditional-batch-norm.shift", Initialiser.constant(0), conditions, channels),
                    site.statistic("conditional-batch-norm.mean", 0, channels),
                    site.statistic("conditional-batch-norm.variance", 1, channels)));
        }
    }

    @Override
    public INDArray forward(INDArray x, Pass pass) {
        INDArray gain = JoinEmbedding.of(scale, pass).addi(1);
        INDArray summand = JoinEmbedding.of(shift, pass);
        INDArray centred = Ops.like(x);
        INDArray y = Ops.like(x);
        if (!pass.batchStatistics()) {
            Rows.shift(x, Rows.of(mean).neg(), centred);
            INDArray inverse = BatchNorm.inverseDeviation(Rows.of(variance), epsilon);
            return Rows.shift(Rows.scale(centred, gain.muliRowVector(inverse), centred), summand, y);
        }
        double count = BatchNorm.count(x);
        INDArray m = Rows.channelSums(x).divi(count);
        Rows.shift(x, m.neg(), centred);
        INDArray v = Rows.channelSums(centred.muli(centred, y)).divi(count);
        BatchNorm.enter(mean, m, pass.statisticsShare());
        BatchNorm.enter(variance, v, pass.statisticsShare());
        INDArray inverse = BatchNorm.inverseDeviation(v, epsilon);
        pass.keep(centred, inverse, gain);
        return Rows.shift(Rows.scale(centred, gain.mulRowVector(inverse), y), summand, Ops.like(x));
    }

    /**
     * With g = 1 + c·S, n values per channel and sums over all of a channel's values, dx = (g dy − Σ g dy / n − x̂ Σ g dy x̂ /
     * n) / σ.
     */
    @Override
    public INDArray backward(INDArray dy, Pass pass) {
        INDArray gain = pass.recall();
        INDArray inverse = pass.recall();
        INDArray centred = pass.recall();
        INDArray scratch = Ops.like(dy);
        INDArray sums = Rows.sums(dy);
        INDArray products = Rows.sums(dy.muli(centred, scratch)).muliRowVector(inverse);
        JoinEmbedding.gradient(scale, products, pass);
        JoinEmbedding.gradient(shift, sums, pass);
        double count = BatchNorm.count(dy);
        INDArray sum = Rows.channelSums(gain.mul(sums)).muli(inverse).divi(-count);
        INDArray slope = Rows.channelSums(products.muli(gain))
                .muli(inverse)
                .muli(inverse)
                .divi(-count);
        Rows.scale(dy, gain.mulRowVector(inverse), scratch);
        INDArray dx = Rows.shift(scratch, sum, Ops.like(dy));
        return dx.addi(Rows.scale(centred, slope, scratch));
    }
}
