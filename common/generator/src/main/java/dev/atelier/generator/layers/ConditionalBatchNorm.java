package dev.atelier.generator.layers;

import java.util.Arrays;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.ops.transforms.Transforms;

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
            return new ConditionalBatchNorm(
                    epsilon,
                    site.weight("conditional-batch-norm.scale", Initialiser.constant(0), conditions, channels),
                    site.weight("conditional-batch-norm.shift", Initialiser.constant(0), conditions, channels),
                    site.statistic("conditional-batch-norm.mean", 0, channels),
                    site.statistic("conditional-batch-norm.variance", 1, channels));
        }
    }

    @Override
    public INDArray forward(INDArray x, Pass pass) {
        INDArray m = mean.value();
        INDArray v = variance.value();
        if (pass.batchStatistics()) {
            m = Ops.like(m);
            v = Ops.like(v);
            BatchNorm.moments(x, m, v);
            BatchNorm.enter(mean, m, pass.statisticsShare());
            BatchNorm.enter(variance, v, pass.statisticsShare());
        }
        INDArray inverse = inverseDeviation(v);
        INDArray gain = byCondition(scale, pass).addi(1);
        INDArray factor = gain.mulRowVector(inverse);
        INDArray summand = byCondition(shift, pass).subi(factor.mulRowVector(m));
        pass.keep(x, m, inverse, gain);
        INDArray y = Ops.like(x);
        Ops.call("multiply", Ops.arrays(rows(x), column(factor)), Ops.arrays(rows(y)));
        Ops.call("add", Ops.arrays(rows(y), column(summand)), Ops.arrays(rows(y)));
        return y;
    }

    /**
     * With g = 1 + c·S, N values per channel and sums over all of a channel's values,
     * ∂x = g/σ · ∂y − (Σ g ∂y + x̂ Σ g ∂y x̂) / (N σ), written as one factor and one summand per example and channel for ∂y
     * and one of each per channel for x.
     */
    @Override
    public INDArray backward(INDArray dy, Pass pass) {
        INDArray gain = pass.recall();
        INDArray inverse = pass.recall();
        INDArray m = pass.recall();
        INDArray x = pass.recall();
        INDArray product = Ops.like(x);
        Ops.call("multiply", Ops.arrays(x, dy), Ops.arrays(product));
        INDArray sums = rowSums(dy);
        INDArray normalised = rowSums(product).subi(sums.mulRowVector(m)).muliRowVector(inverse);
        if (pass.parameterGradients()) {
            gradient(scale, normalised, pass);
            gradient(shift, sums, pass);
        }
        double count = (double) x.length() / x.size(1);
        INDArray sum = gain.mul(sums).sum(0).muli(inverse).divi(count);
        INDArray slope = gain.mul(normalised).sum(0).muli(inverse).muli(inverse).divi(count);
        INDArray dx = product;
        Ops.call("multiply", Ops.arrays(rows(dy), column(gain.mulRowVector(inverse))), Ops.arrays(rows(dx)));
        INDArray perChannel = Ops.like(x);
        Ops.call("multiply", Ops.arrays(x, channels(slope, x)), Ops.arrays(perChannel));
        Ops.call("subtract", Ops.arrays(dx, perChannel), Ops.arrays(dx));
        Ops.call("add", Ops.arrays(dx, channels(slope.mul(m).subi(sum), x)), Ops.arrays(dx));
        return dx;
    }

    private INDArray inverseDeviation(INDArray variance) {
        return Transforms.sqrt(variance.add(epsilon), false).rdivi(1);
    }

    /** c·W: [batch, channels]. */
    private static INDArray byCondition(Parameter weight, Pass pass) {
        INDArray conditions = pass.conditions();
        INDArray y = Ops.empty(
                conditions.dataType(), conditions.size(0), weight.value().size(1));
        Ops.call("matmul", Ops.arrays(conditions, weight.value()), Ops.arrays(y));
        return y;
    }

    private static void gradient(Parameter weight, INDArray atProduct, Pass pass) {
        INDArray contribution = Ops.like(weight.value());
        Ops.call("matmul", Ops.arrays(pass.conditions(), atProduct), Ops.arrays(contribution), new long[] {1, 0, 0});
        weight.accumulate(contribution);
    }

    /** The sum of each example's channel: [batch, channels]. A product with ones takes a third of the native sum's time. */
    private static INDArray rowSums(INDArray x) {
        INDArray flat = rows(x);
        DataType type = x.dataType();
        INDArray ones = Ops.empty(type, flat.size(1), 1).assign(1);
        INDArray sums = Ops.empty(type, x.size(0), x.size(1));
        Nd4j.gemm(flat, ones, column(sums), false, false, 1, 0);
        return sums;
    }

    /** [batch, channels, …] as [batch·channels, …]. */
    private static INDArray rows(INDArray x) {
        long rows = x.size(0) * x.size(1);
        return x.reshape('c', rows, x.length() / rows);
    }

    private static INDArray column(INDArray values) {
        return values.reshape('c', values.length(), 1);
    }

    /** A number per channel, shaped to go with {@code x}. */
    private static INDArray channels(INDArray values, INDArray x) {
        long[] shape = new long[x.rank()];
        Arrays.fill(shape, 1);
        shape[1] = values.length();
        return values.reshape('c', shape);
    }
}
