package dev.atelier.generator.layers;

import org.nd4j.linalg.api.ndarray.INDArray;

/** Hyperbolic tangent, any shape. */
public final class Tanh implements Layer {

    public record Spec() implements LayerSpec {

        @Override
        public Layer build(Site site) {
            return new Tanh();
        }
    }

    @Override
    public INDArray forward(INDArray x, Pass pass) {
        INDArray y = Ops.like(x);
        Ops.call("tanh", Ops.arrays(x), Ops.arrays(y));
        pass.keep(y);
        return y;
    }

    /** dy · (1 − y²) */
    @Override
    public INDArray backward(INDArray dy, Pass pass) {
        INDArray y = pass.recall();
        INDArray dx = Ops.like(y);
        y.muli(y, dx);
        return dx.rsubi(1).muli(dy);
    }
}
