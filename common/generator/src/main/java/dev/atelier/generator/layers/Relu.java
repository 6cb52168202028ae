package dev.atelier.generator.layers;

import org.nd4j.linalg.api.ndarray.INDArray;

/** max(x, 0), any shape. */
public final class Relu implements Layer {

    public record Spec() implements LayerSpec {

        @Override
        public Layer build(Site site) {
            return new Relu();
        }
    }

    @Override
    public INDArray forward(INDArray x, Pass pass) {
        INDArray y = Ops.like(x);
        Ops.call("relu", Ops.arrays(x), Ops.arrays(y), new long[0], 0);
        pass.keep(y);
        return y;
    }

    @Override
    public INDArray backward(INDArray dy, Pass pass) {
        INDArray y = pass.recall();
        INDArray dx = Ops.like(y);
        Ops.call("relu_bp", Ops.arrays(y, dy), Ops.arrays(dx));
        return dx;
    }
}
