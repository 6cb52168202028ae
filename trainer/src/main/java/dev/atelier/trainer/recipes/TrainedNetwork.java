package dev.atelier.trainer.recipes;

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

    /** @param conditionSize how many numbers the data's condition vectors have */
    public NetworkSpec network(int conditionSize) {
        return new NetworkSpec(input, conditionSize, layers);
    }
}
