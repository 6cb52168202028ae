package dev.atelier.generator.layers;

import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Appends the condition as one more channel, made by a dense layer with one output per pixel: [batch, c, height, width] →
 * [batch, c + 1, height, width].
 */
public final class JoinConditionChannel implements Layer {

    private final long[] picture;
    private final Dense dense;

    JoinConditionChannel(long[] picture, Dense dense) {
        this.picture = picture;
        this.dense = dense;
    }

    public record Spec() implements LayerSpec {

        @Override
        public Layer build(Site site) {
            long[] picture = site.picture();
            Dense dense = Dense.at(site, site.conditionSize(), picture[1] * picture[2]);
            site.become(picture[0] + 1, picture[1], picture[2]);
            return new JoinConditionChannel(picture, dense);
        }
    }

    @Override
    public INDArray forward(INDArray x, Pass pass) {
        INDArray channel = dense.forward(pass.conditions(), pass).reshape('c', x.size(0), 1, picture[1], picture[2]);
        INDArray y = Ops.empty(x.dataType(), x.size(0), picture[0] + 1, picture[1], picture[2]);
        Ops.call("concat", Ops.arrays(x, channel), Ops.arrays(y), new long[] {1});
        return y;
    }

    @Override
    public INDArray backward(INDArray dy, Pass pass) {
        INDArray channel = Ops.channels(dy, picture[0], picture[0] + 1);
        dense.backward(channel.reshape('c', dy.size(0), picture[1] * picture[2]), pass);
        return Ops.channels(dy, 0, picture[0]);
    }

    @Override
    public long multiplyAdds() {
        return dense.multiplyAdds();
    }
}
