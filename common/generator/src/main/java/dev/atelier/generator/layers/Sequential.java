package dev.atelier.generator.layers;

import java.util.ArrayList;
import java.util.List;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Layers one after the other. */
public final class Sequential implements Layer {

    private final List<Layer> layers;

    Sequential(List<Layer> layers) {
        this.layers = List.copyOf(layers);
    }

    /** In words; parameters of the n-th layer are called {@code n.…}, from 0. */
    public record Spec(List<LayerSpec> layers) implements LayerSpec {

        public Spec {
            layers = List.copyOf(layers);
        }

        @Override
        public Layer build(Site site) {
            List<Layer> built = new ArrayList<>();
            for (int i = 0; i < layers.size(); i++) {
                Site inside = site.inside(String.valueOf(i));
                built.add(layers.get(i).build(inside));
                site.become(inside.shape());
            }
            return new Sequential(built);
        }
    }

    @Override
    public INDArray forward(INDArray x, Pass pass) {
        INDArray y = x;
        for (Layer layer : layers) {
            y = layer.forward(y, pass);
        }
        return y;
    }

    @Override
    public INDArray backward(INDArray dy, Pass pass) {
        INDArray dx = dy;
        for (int i = layers.size() - 1; i >= 0; i--) {
            dx = layers.get(i).backward(dx, pass);
        }
        return dx;
    }

    @Override
    public long multiplyAdds() {
        return layers.stream().mapToLong(Layer::multiplyAdds).sum();
    }
}
