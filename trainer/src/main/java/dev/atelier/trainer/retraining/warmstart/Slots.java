package dev.atelier.trainer.retraining.warmstart;

import dev.atelier.contract.attributes.Attribute;
import dev.atelier.contract.attributes.AttributeSchema;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Where the slots of a schema's condition vector were in that of an earlier one: by the names of attributes and values, as
 * new values may come between old ones.
 */
record Slots(AttributeSchema earlier, AttributeSchema now) {

    /** Why the schemas have nothing to do with each other, if so: only values may have changed. */
    Optional<String> obstacle() {
        List<String> before = names(earlier);
        List<String> after = names(now);
        return before.equals(after)
                ? Optional.empty()
                : Optional.of("the champion's attributes are " + before + ", those of the data " + after);
    }

    private static List<String> names(AttributeSchema schema) {
        return schema.attributes().stream()
                .map(a -> a.name() + " (" + a.cardinality() + ")")
                .toList();
    }

    /** For each slot its earlier one, −1 where its value is new. */
    int[] all() {
        return now.placesIn(earlier);
    }

    /** The same within the slots of one attribute. */
    int[] of(int attribute) {
        List<String> before = earlier.attributes().get(attribute).values();
        return now.attributes().get(attribute).values().stream()
                .mapToInt(before::indexOf)
                .toArray();
    }

    /** Values that the earlier schema does not have, as {@code colour: teal}. */
    List<String> newValues() {
        return IntStream.range(0, now.attributes().size())
                .boxed()
                .flatMap(i -> {
                    Attribute attribute = now.attributes().get(i);
                    int[] before = of(i);
                    return IntStream.range(0, before.length)
                            .filter(value -> before[value] < 0)
                            .mapToObj(value ->
                                    attribute.name() + ": " + attribute.values().get(value));
                })
                .toList();
    }

    /** Slots of the earlier schema, of one attribute or, where none is named, of all. */
    static int count(AttributeSchema schema, Optional<Integer> attribute) {
        return attribute.map(i -> schema.attributes().get(i).values().size()).orElseGet(schema::conditionSize);
    }
}
