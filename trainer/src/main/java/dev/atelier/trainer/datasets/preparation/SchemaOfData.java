package dev.atelier.trainer.datasets.preparation;

import dev.atelier.contract.attributes.Attribute;
import dev.atelier.contract.attributes.AttributeSchema;
import dev.atelier.contract.attributes.Cardinality;
import dev.atelier.contract.attributes.Selection;
import dev.atelier.trainer.datasets.Classes;
import dev.atelier.trainer.datasets.DataSetException;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The schema and the classes that examples have, by the examples themselves: what none has is not in it. */
final class SchemaOfData {

    private SchemaOfData() {}

    /**
     * Values are in the order of their frequency, the most frequent first; classes in the order of their first value in the
     * schema, then their second one.
     *
     * @param attributes names, in the order of the schema; those that no example has a value of are left out
     */
    static Classes classes(List<String> attributes, List<Candidate> examples) throws DataSetException {
        List<Attribute> all = attributes.stream()
                .map(name -> attribute(name, examples))
                .flatMap(Optional::stream)
                .toList();
        AttributeSchema schema = new AttributeSchema(AttributeSchema.VERSION, all, Optional.empty());
        Map<String, Classes.Named> groups = new LinkedHashMap<>();
        for (Candidate example : examples) {
            Classes.Named group = example.group();
            Classes.Named named = new Classes.Named(group.name(), restricted(group.selection(), schema));
            Classes.Named other = groups.putIfAbsent(group.name(), named);
            if (other != null && !other.equals(named)) {
                throw new DataSetException("two classes would have the name '" + group.name() + "': "
                        + other.selection() + " and " + named.selection());
            }
        }
        List<Classes.Named> sorted = groups.values().stream()
                .sorted(Comparator.comparing((Classes.Named group) -> order(schema, group))
                        .thenComparing(Classes.Named::name))
                .toList();
        return new Classes(schema, sorted);
    }

    private static Optional<Attribute> attribute(String name, List<Candidate> examples) {
        Map<String, Integer> counts = new HashMap<>();
        boolean many = false;
        for (Candidate example : examples) {
            many |= example.attributes().manyOf().contains(name);
            example.attributes()
                    .values()
                    .getOrDefault(name, List.of())
                    .forEach(value -> counts.merge(value, 1, Integer::sum));
        }
        List<String> values = counts.entrySet().stream()
                .sorted(Map.Entry.<String, Integer>comparingByValue()
                        .reversed()
                        .thenComparing(Map.Entry.comparingByKey()))
                .map(Map.Entry::getKey)
                .toList();
        return values.isEmpty()
                ? Optional.empty()
                : Optional.of(new Attribute(name, many ? Cardinality.MANY_OF : Cardinality.ONE_OF, values));
    }

    /** A selection without attributes that are not in the schema. */
    static Selection restricted(Selection selection, AttributeSchema schema) {
        List<String> names = schema.attributes().stream().map(Attribute::name).toList();
        Map<String, List<String>> values = new HashMap<>(selection.values());
        values.keySet().retainAll(names);
        return new Selection(
                values, selection.manyOf().stream().filter(names::contains).toList());
    }

    /** A text that sorts like the condition vector, ones first. */
    private static String order(AttributeSchema schema, Classes.Named group) {
        StringBuilder text = new StringBuilder();
        for (float slot : schema.encode(group.selection())) {
            text.append(slot == 1 ? '0' : '1');
        }
        return text.toString();
    }
}
