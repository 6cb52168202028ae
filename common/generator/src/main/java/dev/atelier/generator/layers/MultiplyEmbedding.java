package dev.atelier.generator.layers;

import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Multiplies by an embedding of the condition, [batch, n] → [batch, n]: each number with the one in the condition times a
 * matrix [conditionSize, n]; see {@link JoinEmbedding}.
 */
public final class MultiplyEmbedding implements Layer {

    private final Parameter embedding;

    MultiplyEmbedding(Parameter embedding) {
        this.embedding = embedding;
    }

    public record Spec() implements LayerSpec {

        @Override
        public Layer build(Site site) {
            return new MultiplyEmbedding(JoinEmbedding.embedding(site, "multiply-embedding", site.features()));
        }
    }

    @Override
    public INDArray forward(INDArray x, Pass pass) {
        INDArray embedded = JoinEmbedding.of(embedding, pass);
        pass.keep(x, embedded);
        return x.muli(embedded, Ops.like(x));
    }

    @Override
    public INDArray backward(INDArray dy, Pass pass) {
        INDArray embedded = pass.recall();
        INDArray x = pass.recall();
        JoinEmbedding.gradient(embedding, dy.muli(x, Ops.like(x)), pass);
        return dy.muli(embedded, Ops.like(x));
    }

    @Override
    public long multiplyAdds() {
        return embedding.length();
    }
}
