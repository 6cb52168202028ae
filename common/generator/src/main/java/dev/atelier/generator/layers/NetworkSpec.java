package dev.atelier.generator.layers;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;

/**
 * A network in words.
 *
 * @param input the shape of one example: [latentSize] of a generator, [channels, height, width] of a discriminator
 * @param conditionSize the length of the condition vector that goes with each example; 0 for none
 * @param attributeSizes how many slots of the condition vector belong to each attribute, in its order; empty where nothing
 *     in the network asks, which makes all of them one attribute's
 * @param layers from input to output
 */
public record NetworkSpec(
        List<Long> input,
        int conditionSize,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) List<Integer> attributeSizes,
        List<LayerSpec> layers) {

    public NetworkSpec {
        input = List.copyOf(input);
        attributeSizes = attributeSizes == null ? List.of() : List.copyOf(attributeSizes);
        layers = List.copyOf(layers);
        if (input.isEmpty() || input.stream().anyMatch(d -> d < 1)) {
            throw new IllegalArgumentException("input must be positive numbers, got " + input);
        }
        if (conditionSize < 0) {
            throw new IllegalArgumentException("conditionSize must be 0 or more, got " + conditionSize);
        }
        if (!attributeSizes.isEmpty()
                && attributeSizes.stream().mapToInt(Integer::intValue).sum() != conditionSize) {
            throw new IllegalArgumentException(
                    "attributeSizes must add up to the conditionSize, " + conditionSize + ", got " + attributeSizes);
        }
        if (layers.isEmpty()) {
            throw new IllegalArgumentException("a network needs at least one layer");
        }
    }

    /** Slots of the condition vector for each attribute; empty without a condition. */
    List<Integer> attributes() {
        return attributeSizes.isEmpty() && conditionSize > 0 ? List.of(conditionSize) : attributeSizes;
    }

    /** With a condition vector of one attribute, or none. */
    public NetworkSpec(List<Long> input, int conditionSize, List<LayerSpec> layers) {
        this(input, conditionSize, List.of(), layers);
    }
}
