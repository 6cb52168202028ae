package dev.atelier.trainer.artefacts;

import dev.atelier.contract.attributes.Attribute;
import dev.atelier.contract.attributes.Cardinality;
import dev.atelier.contract.attributes.ShownCombinations;
import dev.atelier.trainer.datasets.Examples;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;

/** Finds which combinations of one-of attributes occur in training pictures. */
final class TrainedCombinations {
    /** So many fit well into a manifest, which travels in messages. */
    static final int MOST = 4096;

    private final Examples examples;
    private final List<Attribute> attributes = new ArrayList<>();
    /** Where the values of each of {@link #attributes} begin in a condition vector. */
    private final List<Integer> slots = new ArrayList<>();

    private TrainedCombinations(Examples examples) {
        this.examples = examples;
        int slot = 0;
        for (Attribute attribute : examples.schema().attributes()) {
            if (attribute.cardinality() == Cardinality.ONE_OF) {
                attributes.add(attribute);
                slots.add(slot);
            }
            slot += attribute.values().size();
        }
    }

    /**
     * In the order of the schema.
     *
     * @return empty where there are no one-of attributes, or more than {@value #MOST} combinations
     */
    static Optional<ShownCombinations> of(Examples examples) {
        return new TrainedCombinations(examples).combinations();
    }

    private Optional<ShownCombinations> combinations() {
        Set<List<Integer>> found = new HashSet<>();
        float[] condition = new float[examples.conditionSize()];
        for (int example = 0; example < examples.count() && found.size() <= MOST; example++) {
            examples.condition(example, condition, 0);
            List<Integer> row = row(condition);
            // A picture of which an attribute is not known shows no combination.
            if (!row.contains(-1)) {
                found.add(row);
            }
        }
        if (attributes.isEmpty() || found.size() > MOST) {
            return Optional.empty();
        }
        List<List<String>> rows =
                found.stream().sorted(inOrderOfValues()).map(this::names).toList();
        return Optional.of(
                new ShownCombinations(attributes.stream().map(Attribute::name).toList(), rows));
    }

    /** The number of the value of each attribute, −1 where there is none. */
    private List<Integer> row(float[] condition) {
        return IntStream.range(0, attributes.size())
                .map(a -> IntStream.range(0, attributes.get(a).values().size())
                        .filter(value -> condition[slots.get(a) + value] != 0)
                        .findFirst()
                        .orElse(-1))
                .boxed()
                .toList();
    }

    private Comparator<List<Integer>> inOrderOfValues() {
        Comparator<List<Integer>> order = (a, b) -> 0;
        for (int i = 0; i < attributes.size(); i++) {
            int place = i;
            order = order.thenComparing(row -> row.get(place));
        }
        return order;
    }

    private List<String> names(List<Integer> row) {
        return IntStream.range(0, row.size())
                .mapToObj(a -> attributes.get(a).values().get(row.get(a)))
                .toList();
    }
}
