package dev.atelier.generator.layers;

import java.util.List;

/**
 * A network in words.
 *
 * @param input the shape of one example: [latentSize] of a generator, [channels, height, width] of a discriminator
 * @param conditionSize the length of the condition vector that goes with each example; 0 for none
 * @param layers from input to output
 */
public record NetworkSpec(List<Long> input, int conditionSize, List<LayerSpec> layers) {

    public NetworkSpec {
        input = List.copyOf(input);
        layers = List.copyOf(layers);
        if (input.isEmpty() || input.stream().anyMatch(d -> d < 1)) {
            throw new IllegalArgumentException("input must be positive numbers, got " + input);
        }
        if (conditionSize < 0) {
            throw new IllegalArgumentException("conditionSize must be 0 or more, got " + conditionSize);
        }
        if (layers.isEmpty()) {
            throw new IllegalArgumentException("a network needs at least one layer");
        }
    }
}
