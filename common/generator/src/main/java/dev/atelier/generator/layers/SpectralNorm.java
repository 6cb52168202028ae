package dev.atelier.generator.layers;

import java.util.ArrayList;
import java.util.List;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * A layer whose weight matrices are divided by their largest singular value (Miyato et al. 2018), so that the layer can't
 * stretch distances. A weight counts as the matrix [first dimension, all others]; biases stay as they are. The singular
 * vectors are followed by one step of the power iteration for each training pass and kept among the statistics.
 *
 * <p>With u that vector, σ(W) = ‖Wᵀu‖ and v = Wᵀu / σ, so for a gradient G at W/σ the one at W is (G − ⟨G, W/σ⟩ u vᵀ) / σ.
 */
public final class SpectralNorm implements Layer {

    private final Layer layer;
    private final List<Normalised> weights;

    SpectralNorm(Layer layer, List<Normalised> weights) {
        this.layer = layer;
        this.weights = List.copyOf(weights);
    }

    /** @param layer what is normalised; its parameters keep their names */
    public record Spec(LayerSpec layer) implements LayerSpec {

        @Override
        public Layer build(Site site) {
            List<Normalised> weights = new ArrayList<>();
            Site inside = site.deriving(raw -> {
                long rows = raw.shape()[0];
                String name = raw.name().substring(raw.name().lastIndexOf('.') + 1);
                Parameter vector = site.statistic(name + ".spectral-norm.u", 1 / Math.sqrt(rows), rows);
                Parameter derived = new Parameter(raw.name(), raw.shape(), Initialiser.constant(0));
                weights.add(new Normalised(raw, derived, vector));
                return derived;
            });
            Layer built = layer.build(inside);
            site.become(inside.shape());
            if (weights.isEmpty()) {
                throw site.wrong("has nothing for spectral-norm to normalise: its layer has no weight matrix");
            }
            return new SpectralNorm(built, weights);
        }
    }

    /** A weight W, and W/σ for the layer to compute with. */
    private record Normalised(Parameter raw, Parameter derived, Parameter vector) {

        /** What the way back needs of this walk: u, v, σ and W/σ. */
        INDArray[] forward(Pass pass) {
            INDArray w = matrix(raw.value());
            INDArray u = vector.value().reshape('c', w.size(0), 1);
            if (pass.statisticsShare() > 0) {
                u.assign(unit(product(w, unit(product(w, u, true)), false)));
            }
            INDArray v = product(w, u, true);
            double sigma = Math.max(norm(v), Double.MIN_NORMAL);
            INDArray normalised = raw.value().div(sigma);
            use(normalised);
            return Ops.arrays(u.dup('c'), v.divi(sigma), Nd4j.scalar(w.dataType(), sigma), normalised);
        }

        /** Another pass may have moved u in the meantime; the layer must go back with the weight that it came with. */
        INDArray[] recall(Pass pass) {
            INDArray normalised = pass.recall();
            INDArray sigma = pass.recall();
            INDArray v = pass.recall();
            INDArray u = pass.recall();
            use(normalised);
            derived.forgetGradient();
            return Ops.arrays(u, v, sigma, normalised);
        }

        void gradient(INDArray[] kept) {
            INDArray gradient = derived.gradient();
            double along = Nd4j.getBlasWrapper().dot(flat(gradient), flat(kept[3]));
            INDArray outer = Ops.like(matrix(gradient));
            Ops.call("matmul", Ops.arrays(kept[0], kept[1].reshape('c', 1, kept[1].length())), Ops.arrays(outer));
            INDArray total = matrix(gradient).sub(outer.muli(along)).divi(kept[2].getDouble(0));
            raw.accumulate(total.reshape('c', raw.shape()));
        }

        private void use(INDArray normalised) {
            derived.bind(normalised);
            if (derived.gradient() == null || derived.gradient().dataType() != normalised.dataType()) {
                derived.bindGradient(Parameters.buffer(normalised.dataType(), normalised.length())
                        .reshape('c', raw.shape()));
            }
        }

        private static INDArray product(INDArray w, INDArray vector, boolean transposed) {
            INDArray y = Ops.empty(w.dataType(), w.size(transposed ? 1 : 0), 1);
            Ops.call("matmul", Ops.arrays(w, vector), Ops.arrays(y), new long[] {transposed ? 1 : 0, 0, 0});
            return y;
        }

        private static INDArray unit(INDArray vector) {
            return vector.divi(Math.max(norm(vector), Double.MIN_NORMAL));
        }

        private static double norm(INDArray vector) {
            return vector.norm2Number().doubleValue();
        }

        private static INDArray matrix(INDArray w) {
            return w.reshape('c', w.size(0), w.length() / w.size(0));
        }

        private static INDArray flat(INDArray w) {
            return w.reshape('c', new long[] {w.length()});
        }
    }

    @Override
    public INDArray forward(INDArray x, Pass pass) {
        List<INDArray[]> kept = weights.stream().map(w -> w.forward(pass)).toList();
        INDArray y = layer.forward(x, pass);
        kept.forEach(pass::keep);
        return y;
    }

    @Override
    public INDArray backward(INDArray dy, Pass pass) {
        List<INDArray[]> kept = new ArrayList<>();
        for (int i = weights.size() - 1; i >= 0; i--) {
            kept.add(0, weights.get(i).recall(pass));
        }
        INDArray dx = layer.backward(dy, pass);
        if (pass.parameterGradients()) {
            for (int i = 0; i < weights.size(); i++) {
                weights.get(i).gradient(kept.get(i));
            }
        }
        return dx;
    }

    @Override
    public long multiplyAdds() {
        return layer.multiplyAdds();
    }
}
