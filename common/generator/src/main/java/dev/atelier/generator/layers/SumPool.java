package dev.atelier.generator.layers;

import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** The sum over each channel: [batch, channels, height, width] → [batch, channels] (as in Miyato and Koyama 2018). */
public final class SumPool implements Layer {

    private final long[] picture;

    SumPool(long[] picture) {
        this.picture = picture;
    }

    public record Spec() implements LayerSpec {

        @Override
        public Layer build(Site site) {
            long[] picture = site.picture();
            site.become(picture[0]);
            return new SumPool(picture);
        }
    }

    @Override
    public INDArray forward(INDArray x, Pass pass) {
        INDArray y = Ops.empty(x.dataType(), x.size(0), picture[0]);
        Nd4j.gemm(
                rows(x),
                ones(x).reshape('c', picture[1] * picture[2], 1),
                y.reshape('c', y.length(), 1),
                false,
                false,
                1,
                0);
        return y;
    }

    @Override
    public INDArray backward(INDArray dy, Pass pass) {
        INDArray dx = Ops.empty(dy.dataType(), dy.size(0), picture[0], picture[1], picture[2]);
        Ops.call("matmul", Ops.arrays(dy.reshape('c', dy.length(), 1), ones(dy)), Ops.arrays(rows(dx)));
        return dx;
    }

    private INDArray rows(INDArray x) {
        return x.reshape('c', x.size(0) * picture[0], picture[1] * picture[2]);
    }

    /** [1, height·width]. */
    private INDArray ones(INDArray like) {
        return Ops.empty(like.dataType(), 1, picture[1] * picture[2]).assign(1);
    }
}
