package dev.atelier.contract.attributes;

import java.util.HashSet;
import java.util.List;

/**
 * One named attribute and its values in the order of the condition vector.
 *
 * @param name not blank, unique within a schema
 * @param values at least one, different from each other, none blank
 */
public record Attribute(String name, Cardinality cardinality, List<String> values) {
    public Attribute {
        if (name == null || name.isBlank()) {
            throw new IllegalArgumentException("an attribute needs a name");
        }
        if (cardinality == null) {
            throw new IllegalArgumentException("attribute '" + name + "' needs a cardinality: one-of or many-of");
        }
        if (values == null || values.isEmpty()) {
            throw new IllegalArgumentException("attribute '" + name + "' needs at least one value");
        }
        values = List.copyOf(values);
        var seen = new HashSet<String>();
        for (String value : values) {
            if (value.isBlank() || !seen.add(value)) {
                throw new IllegalArgumentException(
                        "attribute '" + name + "' has a blank or repeated value: '" + value + "'");
            }
        }
    }

    public static Attribute oneOf(String name, List<String> values) {
        return new Attribute(name, Cardinality.ONE_OF, values);
    }

    public static Attribute manyOf(String name, List<String> values) {
        return new Attribute(name, Cardinality.MANY_OF, values);
    }
}
