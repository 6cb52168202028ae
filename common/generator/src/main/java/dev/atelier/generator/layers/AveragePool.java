package dev.atelier.generator.layers;

import java.util.Arrays;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Half the size by the mean of each 2×2 pixels: [batch, channels, height, width] → [batch, channels, height/2, width/2]. */
public final class AveragePool implements Layer {

    /** Kernel, stride, padding, dilation, explicit padding, (no meaning here), NCHW. */
    private static final long[] ARGUMENTS = {2, 2, 2, 2, 0, 0, 1, 1, 0, 0, 0};

    public record Spec() implements LayerSpec {

        @Override
        public Layer build(Site site) {
            long[] picture = site.picture();
            if (picture[1] % 2 != 0 || picture[2] % 2 != 0) {
                throw site.wrong("halves an even height and width, got " + Arrays.toString(picture));
            }
            site.become(picture[0], picture[1] / 2, picture[2] / 2);
            return new AveragePool();
        }
    }

    @Override
    public INDArray forward(INDArray x, Pass pass) {
        INDArray y = Ops.empty(x.dataType(), x.size(0), x.size(1), x.size(2) / 2, x.size(3) / 2);
        Ops.call("avgpool2d", Ops.arrays(x), Ops.arrays(y), ARGUMENTS);
        pass.keep(x);
        return y;
    }

    @Override
    public INDArray backward(INDArray dy, Pass pass) {
        INDArray x = pass.recall();
        INDArray dx = Ops.like(x);
        Ops.call("avgpool2d_bp", Ops.arrays(x, dy), Ops.arrays(dx), ARGUMENTS);
        return dx;
    }
}
