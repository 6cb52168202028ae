package dev.atelier.generator.layers;

import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * The end of a projection discriminator (Miyato and Koyama 2018): [batch, n] → [batch, 1], φ·w + b + (c·E)·φ with φ what
 * arrives, c the condition and E an embedding [conditionSize, n]. The second part asks how well the picture goes with the
 * condition, by a product instead of by joining.
 */
public final class Projection implements Layer {

    private final Dense dense;
    private final Parameter embedding;

    Projection(Dense dense, Parameter embedding) {
        this.dense = dense;
        this.embedding = embedding;
    }

    public record Spec() implements LayerSpec {

        @Override
        public Layer build(Site site) {
            long features = site.features();
            Site inside = site.inside("projection");
            Projection projection = new Projection(
                    Dense.at(inside, features, 1),
                    inside.weight("embedding", Initialiser.normal(0.02), site.conditionSize(), features));
            site.become(1);
            return projection;
        }
    }

    @Override
    public INDArray forward(INDArray x, Pass pass) {
        INDArray embedded = JoinEmbedding.of(embedding, pass);
        pass.keep(x, embedded);
        INDArray products = x.mul(embedded).sum(true, 1);
        return dense.forward(x, pass).addi(products);
    }

    @Override
    public INDArray backward(INDArray dy, Pass pass) {
        INDArray dx = dense.backward(dy, pass);
        INDArray embedded = pass.recall();
        INDArray x = pass.recall();
        JoinEmbedding.gradient(embedding, x.mulColumnVector(dy), pass);
        return dx.addi(embedded.mulColumnVector(dy));
    }

    @Override
    public long multiplyAdds() {
        return dense.multiplyAdds() + embedding.length();
    }
}
