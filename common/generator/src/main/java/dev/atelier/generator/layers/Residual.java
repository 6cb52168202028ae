package dev.atelier.generator.layers;

import java.util.Arrays;
import java.util.List;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * A body and a way around it, added: y = body(x) + shortcut(x) (He et al. 2016). {@link Spec#up} and {@link Spec#down} are
 * the resizing blocks of adversarial networks (Miyato et al. 2018).
 */
public final class Residual implements Layer {

    private final Layer body;
    private final Layer shortcut;

    Residual(Layer body, Layer shortcut) {
        this.body = body;
        this.shortcut = shortcut;
    }

    /**
     * In words; parameters are called {@code body.…} and {@code shortcut.…}.
     *
     * @param body from input to output
     * @param shortcut the same; nothing for the input itself
     */
    public record Spec(List<LayerSpec> body, List<LayerSpec> shortcut) implements LayerSpec {

        public Spec {
            body = List.copyOf(body);
            shortcut = List.copyOf(shortcut);
        }

        /**
         * [channels, height, width] → [filters, 2·height, 2·width]: norm, ReLU, ×2 and convolution, norm, ReLU, convolution;
         * around it a 1×1 convolution and ×2.
         *
         * @param norm batch-norm, conditional-batch-norm or layer-norm
         */
        public static Spec up(int filters, LayerSpec norm) {
            return new Spec(
                    List.of(
                            norm,
                            new Relu.Spec(),
                            new UpsampleConv2d.Spec(filters),
                            norm,
                            new Relu.Spec(),
                            Conv2d.Spec.same(filters, 3)),
                    List.of(Conv2d.Spec.same(filters, 1), new Upsample.Spec()));
        }

        /**
         * [channels, height, width] → [filters, height/2, width/2]: leaky ReLU, convolution, leaky ReLU, convolution, mean of
         * 2×2; around it a 1×1 convolution and the mean of 2×2. All convolutions are spectrally normalised.
         */
        public static Spec down(int filters, double slope) {
            return new Spec(
                    List.of(
                            new LeakyRelu.Spec(slope),
                            new SpectralNorm.Spec(Conv2d.Spec.same(filters, 3)),
                            new LeakyRelu.Spec(slope),
                            new SpectralNorm.Spec(Conv2d.Spec.same(filters, 3)),
                            new AveragePool.Spec()),
                    List.of(new SpectralNorm.Spec(Conv2d.Spec.same(filters, 1)), new AveragePool.Spec()));
        }

        @Override
        public Layer build(Site site) {
            Site inBody = site.inside("body");
            Site around = site.inside("shortcut");
            Layer built = new Sequential.Spec(body).build(inBody);
            Layer beside = new Sequential.Spec(shortcut).build(around);
            if (!Arrays.equals(inBody.shape(), around.shape())) {
                throw site.wrong("has a body that gives " + Arrays.toString(inBody.shape())
                        + " and a shortcut that gives " + Arrays.toString(around.shape()));
            }
            site.become(inBody.shape());
            return new Residual(built, beside);
        }
    }

    @Override
    public INDArray forward(INDArray x, Pass pass) {
        INDArray inner = body.forward(x, pass);
        INDArray outer = shortcut.forward(x, pass);
        return inner.addi(outer, Ops.like(inner));
    }

    @Override
    public INDArray backward(INDArray dy, Pass pass) {
        INDArray outer = shortcut.backward(dy, pass);
        INDArray inner = body.backward(dy, pass);
        return inner.addi(outer, Ops.like(inner));
    }

    @Override
    public long multiplyAdds() {
        return body.multiplyAdds() + shortcut.multiplyAdds();
    }
}
