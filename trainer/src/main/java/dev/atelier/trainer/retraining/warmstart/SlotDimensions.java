package dev.atelier.trainer.retraining.warmstart;

import dev.atelier.generator.layers.Network;
import dev.atelier.generator.layers.NetworkSpec;
import dev.atelier.generator.layers.Parameter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Which dimensions of a network's parameters end with the slots of the condition vector. It is found by trying: the network
 * is built with one more value of each attribute in turn, and what grows with it holds its slots. So no kind of layer has to
 * be known here; all of them put slots last.
 */
final class SlotDimensions {

    /** What a dimension ends with. */
    enum Holds {
        NO_SLOTS,
        ALL_SLOTS,
        THOSE_OF_ONE
    }

    /**
     * A dimension of a parameter.
     *
     * @param attribute whose slots it ends with, where it is one of several
     */
    record Dimension(Holds holds, int attribute) {}

    private SlotDimensions() {}

    /**
     * Of each parameter and running statistic by its name.
     *
     * @throws IllegalArgumentException where a dimension depends on slots in another way than by ending with them
     */
    static Map<String, List<Dimension>> of(NetworkSpec spec) {
        List<Integer> sizes = spec.attributeSizes().isEmpty() ? List.of(spec.conditionSize()) : spec.attributeSizes();
        Map<String, long[]> now = shapes(spec);
        List<Map<String, long[]>> grown = new ArrayList<>();
        for (int i = 0; i < sizes.size(); i++) {
            List<Integer> larger = new ArrayList<>(sizes);
            larger.set(i, sizes.get(i) + 1);
            grown.add(shapes(new NetworkSpec(
                    spec.input(),
                    spec.conditionSize() + 1,
                    spec.attributeSizes().isEmpty() ? List.of() : larger,
                    spec.layers())));
        }
        Map<String, List<Dimension>> all = new HashMap<>();
        now.forEach((name, shape) -> {
            List<Dimension> dimensions = new ArrayList<>();
            for (int d = 0; d < shape.length; d++) {
                dimensions.add(dimension(name, d, shape[d], grown));
            }
            all.put(name, dimensions);
        });
        return all;
    }

    private static Dimension dimension(String name, int d, long size, List<Map<String, long[]>> grown) {
        List<Integer> growsWith = new ArrayList<>();
        for (int i = 0; i < grown.size(); i++) {
            long larger = grown.get(i).get(name)[d] - size;
            if (larger == 1) {
                growsWith.add(i);
            } else if (larger != 0) {
                throw new IllegalArgumentException(name + " has " + larger + " numbers for each value");
            }
        }
        if (growsWith.isEmpty()) {
            return new Dimension(Holds.NO_SLOTS, 0);
        }
        if (growsWith.size() == grown.size()) {
            return new Dimension(Holds.ALL_SLOTS, 0);
        }
        if (growsWith.size() == 1) {
            return new Dimension(Holds.THOSE_OF_ONE, growsWith.get(0));
        }
        throw new IllegalArgumentException(name + " holds the slots of some attributes: " + growsWith);
    }

    static Map<String, long[]> shapes(NetworkSpec spec) {
        try (Network network = Network.of(spec)) {
            Map<String, long[]> shapes = new LinkedHashMap<>();
            Stream.concat(network.weights().members().stream(), network.statistics().members().stream())
                    .forEach((Parameter p) -> shapes.put(p.name(), p.shape()));
            return shapes;
        }
    }

    /** The attribute of a dimension that holds the slots of one. */
    static Optional<Integer> attribute(Dimension dimension) {
        return dimension.holds() == Holds.THOSE_OF_ONE ? Optional.of(dimension.attribute()) : Optional.empty();
    }
}
