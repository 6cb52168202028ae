package dev.atelier.trainer.datasets;

import dev.atelier.contract.attributes.Attribute;
import dev.atelier.contract.attributes.AttributeSchema;
import dev.atelier.contract.attributes.Selection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The classes that a data set's pictures fall into, and what a model is asked for to make one of each. There may be fewer or
 * more of them than a condition vector has numbers.
 *
 * @param schema of the conditions
 * @param all in the order of the labels: label 0 is the first
 */
public record Classes(AttributeSchema schema, List<Named> all) {

    /**
     * A class.
     *
     * @param name for people, unique in its data set, such as {@code Topwear Black}
     * @param selection what its pictures have in common
     */
    public record Named(String name, Selection selection) {}

    public Classes {
        all = all.stream()
                .map(c -> new Named(c.name(), schema.select(c.selection())))
                .toList();
        Set<String> names = new HashSet<>();
        for (Named named : all) {
            if (named.name().isBlank() || !names.add(named.name())) {
                throw new IllegalArgumentException("a class has a blank or repeated name: '" + named.name() + "'");
            }
        }
    }

    /** A class for each value of the only attribute. */
    public static Classes of(Attribute oneOf) {
        return new Classes(
                AttributeSchema.of(oneOf),
                oneOf.values().stream()
                        .map(value -> new Named(value, Selection.of(Map.of(oneOf.name(), value))))
                        .toList());
    }

    public int size() {
        return all.size();
    }

    public String name(int label) {
        return all.get(label).name();
    }

    public List<String> names() {
        return all.stream().map(Named::name).toList();
    }

    /** The condition vector that asks for a picture of a class, {@code schema().conditionSize()} zeros and ones. */
    public float[] condition(int label) {
        return schema.encode(all.get(label).selection());
    }
}
