package dev.atelier.generator.layers;

import java.util.ArrayList;
import java.util.List;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * One input for each attribute: its part of the condition goes through a dense layer of its own, and all are appended:
 * [batch, n] → [batch, n + attributes · units], as in conditional GANs with several labels. Unlike {@link JoinEmbedding}'s,
 * the attributes' numbers stay apart.
 */
public final class JoinAttributes implements Layer {

    private final long features;
    private final List<Slots> attributes;

    /** An attribute's place in the condition vector, from one slot up to, not including, another. */
    private record Slots(long from, long to, Layer dense) {}

    private JoinAttributes(long features, List<Slots> attributes) {
        this.features = features;
        this.attributes = attributes;
    }

    /** @param units of each attribute's dense layer; its parameters are called {@code join-attributes.0.…} and so on */
    public record Spec(int units) implements LayerSpec {

        public Spec {
            if (units < 1) {
                throw new IllegalArgumentException("join-attributes needs at least one unit, got " + units);
            }
        }

        @Override
        public Layer build(Site site) {
            long features = site.features();
            List<Slots> attributes = new ArrayList<>();
            long slot = 0;
            for (int size : site.attributeSizes()) {
                Site inside = site.inside("join-attributes." + attributes.size());
                attributes.add(new Slots(slot, slot + size, Dense.at(inside, size, units)));
                slot += size;
            }
            site.become(features + (long) attributes.size() * units);
            return new JoinAttributes(features, attributes);
        }
    }

    @Override
    public INDArray forward(INDArray x, Pass pass) {
        INDArray[] parts = new INDArray[1 + attributes.size()];
        parts[0] = x;
        long width = features;
        for (int i = 0; i < attributes.size(); i++) {
            Slots slots = attributes.get(i);
            parts[1 + i] = slots.dense.forward(Ops.channels(pass.conditions(), slots.from, slots.to), pass);
            width += parts[1 + i].size(1);
        }
        INDArray y = Ops.empty(x.dataType(), x.size(0), width);
        Ops.call("concat", parts, Ops.arrays(y), new long[] {1});
        return y;
    }

    @Override
    public INDArray backward(INDArray dy, Pass pass) {
        long units = (dy.size(1) - features) / attributes.size();
        for (int i = attributes.size() - 1; i >= 0; i--) {
            long from = features + i * units;
            attributes.get(i).dense.backward(Ops.channels(dy, from, from + units), pass);
        }
        return Ops.channels(dy, 0, features);
    }

    @Override
    public long multiplyAdds() {
        return attributes.stream()
                .mapToLong(slots -> slots.dense.multiplyAdds())
                .sum();
    }
}
