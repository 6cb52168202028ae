package dev.atelier.trainer.datasets.preparation;

import dev.atelier.contract.attributes.Attribute;
import dev.atelier.contract.attributes.AttributeSchema;
import dev.atelier.contract.attributes.Cardinality;
import dev.atelier.trainer.datasets.Classes;
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
     * @param attributes names, in the order of the schema; each example has all of them
     */
    static Classes classes(List<String> attributes, List<Candidate> examples) {
        List<Attribute> all =
                attributes.stream().map(name -> attribute(name, examples)).toList();
        AttributeSchema schema = new AttributeSchema(AttributeSchema.VERSION, all, Optional.empty());
        Map<String, Classes.Named> groups = new LinkedHashMap<>();
        examples.forEach(e -> groups.putIfAbsent(e.group().name(), e.group()));
        List<Classes.Named> sorted = groups.values().stream()
                .sorted(Comparator.comparing((Classes.Named group) -> order(schema, group))
                        .thenComparing(Classes.Named::name))
                .toList();
        return new Classes(schema, sorted);
    }

    private static Attribute attribute(String name, List<Candidate> examples) {
        Map<String, Integer> counts = new HashMap<>();
        boolean many = false;
        for (Candidate example : examples) {
            many |= example.attributes().manyOf().contains(name);
            example.attributes().values().get(name).forEach(value -> counts.merge(value, 1, Integer::sum));
        }
        List<String> values = counts.entrySet().stream()
                .sorted(Map.Entry.<String, Integer>comparingByValue()
                        .reversed()
                        .thenComparing(Map.Entry.comparingByKey()))
                .map(Map.Entry::getKey)
                .toList();
        return new Attribute(name, many ? Cardinality.MANY_OF : Cardinality.ONE_OF, values);
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
