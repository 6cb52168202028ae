package dev.atelier.generator.layers;

import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Appends an embedding of the condition: [batch, n] → [batch, n + size], the condition times a matrix [conditionSize,
 * size]. Of a one-hot condition that is its value's row (as in Reed et al. 2016), of several values the sum of theirs.
 */
public final class JoinEmbedding implements Layer {

    private final long features;
    private final Parameter embedding;

    JoinEmbedding(long features, Parameter embedding) {
        this.features = features;
        this.embedding = embedding;
    }

    /** @param size of the embedding */
    public record Spec(int size) implements LayerSpec {

        public Spec {
            if (size < 1) {
                throw new IllegalArgumentException("join-embedding needs a size of 1 or more, got " + size);
            }
        }

        @Override
        public Layer build(Site site) {
            long features = site.features();
            site.become(features + size);
            return new JoinEmbedding(features, embedding(site, "join-embedding", size));
        }
    }

    /** A matrix [conditionSize, size] that starts with standard normal rows. */
    static Parameter embedding(Site site, String layer, long size) {
        return site.weight(layer + ".weight", Initialiser.normal(1), site.conditionSize(), size);
    }

    /** Each example's condition times the matrix: [batch, size]. */
    static INDArray of(Parameter embedding, Pass pass) {
        INDArray conditions = pass.conditions();
        INDArray embedded = Ops.empty(
                conditions.dataType(), conditions.size(0), embedding.value().size(1));
        Ops.call("matmul", Ops.arrays(conditions, embedding.value()), Ops.arrays(embedded));
        return embedded;
    }

    /** Takes the gradient at the embedded conditions into the matrix', where the pass wants it. */
    static void gradient(Parameter embedding, INDArray atEmbedded, Pass pass) {
        if (pass.parameterGradients()) {
            INDArray contribution = Ops.like(embedding.value());
            Ops.call("matmul", Ops.arrays(pass.conditions(), atEmbedded), Ops.arrays(contribution), new long[] {1, 0, 0
            });
            embedding.accumulate(contribution);
        }
    }

    @Override
    public INDArray forward(INDArray x, Pass pass) {
        INDArray embedded = of(embedding, pass);
        INDArray y = Ops.empty(x.dataType(), x.size(0), features + embedded.size(1));
        Ops.call("concat", Ops.arrays(x, embedded), Ops.arrays(y), new long[] {1});
        return y;
    }

    @Override
    public INDArray backward(INDArray dy, Pass pass) {
        gradient(embedding, Ops.channels(dy, features, dy.size(1)), pass);
        return Ops.channels(dy, 0, features);
    }

    @Override
    public long multiplyAdds() {
        return embedding.length();
    }
}
