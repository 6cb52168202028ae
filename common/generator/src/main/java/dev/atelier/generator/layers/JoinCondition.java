package dev.atelier.generator.layers;

import org.nd4j.linalg.api.ndarray.INDArray;

/** Appends the condition vector: [batch, n] → [batch, n + conditionSize] (conditional GAN, Mirza and Osindero 2014). */
public final class JoinCondition implements Layer {

    private final long features;

    JoinCondition(long features) {
        this.features = features;
    }

    public record Spec() implements LayerSpec {

        @Override
        public Layer build(Site site) {
            long features = site.features();
            site.become(features + site.conditionSize());
            return new JoinCondition(features);
        }
    }

    @Override
    public INDArray forward(INDArray x, Pass pass) {
        INDArray conditions = pass.conditions();
        INDArray y = Ops.empty(x.dataType(), x.size(0), features + conditions.size(1));
        Ops.call("concat", Ops.arrays(x, conditions), Ops.arrays(y), new long[] {1});
        return y;
    }

    @Override
    public INDArray backward(INDArray dy, Pass pass) {
        return Ops.channels(dy, 0, features);
    }
}
