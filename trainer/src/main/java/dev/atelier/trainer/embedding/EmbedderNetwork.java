package dev.atelier.trainer.embedding;

import dev.atelier.contract.attributes.Attribute;
import dev.atelier.generator.layers.BatchNorm;
import dev.atelier.generator.layers.Conv2d;
import dev.atelier.generator.layers.Dense;
import dev.atelier.generator.layers.Flatten;
import dev.atelier.generator.layers.LayerSpec;
import dev.atelier.generator.layers.NetworkSpec;
import dev.atelier.generator.layers.Parallel;
import dev.atelier.generator.layers.Relu;
import java.util.ArrayList;
import java.util.List;

/**
 * The networks: one from pictures to vectors, and the heads that say attributes by a vector, which are needed in training
 * alone. Small, since a worker embeds a whole catalogue beside its other work: strided 3×3 convolutions, each with batch norm
 * and ReLU, 8 million multiply-adds and 390,000 weights at 64×64.
 */
final class EmbedderNetwork {

    private EmbedderNetwork() {}

    /** [channels, side, side], 0 to 1 → [dimensions]. */
    static NetworkSpec trunk(int channels, int side, int dimensions) {
        List<LayerSpec> layers = new ArrayList<>();
        layers.addAll(unit(halving(16)));
        layers.addAll(unit(halving(32)));
        layers.addAll(unit(halving(64)));
        layers.addAll(unit(Conv2d.Spec.same(96, 3)));
        layers.addAll(unit(halving(128)));
        layers.add(new Flatten.Spec());
        layers.add(new Dense.Spec(dimensions));
        return new NetworkSpec(List.of((long) channels, (long) side, (long) side), 0, layers);
    }

    /** [dimensions] → logits of each attribute's values. */
    static NetworkSpec heads(int dimensions, List<Attribute> attributes) {
        List<LayerSpec> heads = attributes.stream()
                .<LayerSpec>map(attribute -> new Dense.Spec(attribute.values().size()))
                .toList();
        return new NetworkSpec(List.of((long) dimensions), 0, List.of(new Parallel.Spec(heads)));
    }

    private static Conv2d.Spec halving(int filters) {
        return new Conv2d.Spec(filters, 3, 2, 1);
    }

    private static List<LayerSpec> unit(Conv2d.Spec convolution) {
        return List.of(convolution, new BatchNorm.Spec(), new Relu.Spec());
    }
}
