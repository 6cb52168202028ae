package dev.atelier.trainer.recipes;

import dev.atelier.contract.attributes.AttributeSchema;
import dev.atelier.generator.layers.LayerSpec;
import dev.atelier.generator.layers.NetworkSpec;
import java.util.List;

/**
 * A network and what trains it.
 *
 * @param adam its optimiser
 * @param input the shape of one example: [latentSize] or [channels, height, width]
 * @param layers from input to output
 */
public record TrainedNetwork(AdamSettings adam, List<Long> input, List<LayerSpec> layers) {

    public TrainedNetwork {
        input = List.copyOf(input);
        layers = List.copyOf(layers);
    }

    /** The network for conditions of a data set's schema. */
    public NetworkSpec network(AttributeSchema schema) {
        List<Integer> sizes =
                schema.attributes().stream().map(a -> a.values().size()).toList();
        return new NetworkSpec(input, schema.conditionSize(), sizes.size() > 1 ? sizes : List.of(), layers);
    }
}
