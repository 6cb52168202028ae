package dev.atelier.generator.layers;

import org.nd4j.linalg.api.ndarray.INDArray;

/** 1 / (1 + exp(−x)), any shape. */
public final class Sigmoid implements Layer {

    public record Spec() implements LayerSpec {

        @Override
        public Layer build(Site site) {
            return new Sigmoid();
        }
    }

    @Override
    public INDArray forward(INDArray x, Pass pass) {
        INDArray y = Ops.like(x);
        Ops.call("sigmoid", Ops.arrays(x), Ops.arrays(y));
        pass.keep(y);
        return y;
    }

    /** dy · y · (1 − y) */
    @Override
    public INDArray backward(INDArray dy, Pass pass) {
        INDArray y = pass.recall();
        INDArray dx = Ops.like(y);
        y.rsubi(1, dx);
        return dx.muli(y).muli(dy);
    }
}
