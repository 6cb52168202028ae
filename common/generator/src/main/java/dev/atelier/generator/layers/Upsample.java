package dev.atelier.generator.layers;

import org.nd4j.linalg.api.ndarray.INDArray;

/** Twice the size by repeating each pixel: [batch, channels, height, width] → [batch, channels, 2·height, 2·width]. */
public final class Upsample implements Layer {

    /** Factors for height and width, NCHW. */
    private static final long[] ARGUMENTS = {2, 2, 1};

    private static final long[] BACKWARD = {1};

    public record Spec() implements LayerSpec {

        @Override
        public Layer build(Site site) {
            long[] picture = site.picture();
            site.become(picture[0], 2 * picture[1], 2 * picture[2]);
            return new Upsample();
        }
    }

    @Override
    public INDArray forward(INDArray x, Pass pass) {
        INDArray y = Ops.empty(x.dataType(), x.size(0), x.size(1), 2 * x.size(2), 2 * x.size(3));
        Ops.call("upsampling2d", Ops.arrays(x), Ops.arrays(y), ARGUMENTS);
        pass.keep(x);
        return y;
    }

    @Override
    public INDArray backward(INDArray dy, Pass pass) {
        INDArray x = pass.recall();
        INDArray dx = Ops.like(x);
        Ops.call("upsampling2d_bp", Ops.arrays(x, dy), Ops.arrays(dx), BACKWARD);
        return dx;
    }
}
