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

    /**
     * Layers with a name of their own, wherever in a network they are: the n-th layer's parameters are called {@code
     * name.n.…}. So they keep their names where a network is taken apart and put together in another way, as one that grows.
     */
    public record Named(String name, List<LayerSpec> layers) implements LayerSpec {

        public Named {
            if (!name.matches("[a-z][a-z0-9-]*")) {
                throw new IllegalArgumentException(
                        "the name of layers is made of a-z, 0-9 and '-', beginning with a letter, not '" + name + "'");
            }
            layers = List.copyOf(layers);
        }

        @Override
        public Layer build(Site site) {
            Site named = site.named(name);
            Layer built = new Spec(layers).build(named);
            site.become(named.shape());
            return built;
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
