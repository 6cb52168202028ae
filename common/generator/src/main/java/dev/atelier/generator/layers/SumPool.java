package dev.atelier.generator.layers;

import org.nd4j.linalg.api.ndarray.INDArray;

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
        return Rows.sums(x);
    }

    @Override
    public INDArray backward(INDArray dy, Pass pass) {
        INDArray dx = Ops.empty(dy.dataType(), dy.size(0), picture[0], picture[1], picture[2]);
        long area = picture[1] * picture[2];
        INDArray ones = Ops.empty(dy.dataType(), 1, area).assign(1);
        Ops.call(
                "matmul",
                Ops.arrays(dy.reshape('c', dy.length(), 1), ones),
                Ops.arrays(dx.reshape('c', dy.length(), area)));
        return dx;
    }
}
