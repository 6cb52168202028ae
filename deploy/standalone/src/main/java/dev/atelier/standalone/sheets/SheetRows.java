package dev.atelier.standalone.sheets;

import dev.atelier.contract.attributes.Attribute;
import dev.atelier.contract.attributes.AttributeSchema;
import dev.atelier.contract.attributes.Cardinality;
import dev.atelier.contract.attributes.Selection;
import dev.atelier.standalone.client.ModelSchema;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Which choices show what a model can make: every combination of one-of attributes that its training pictures showed, where
 * that is known, and every value of every attribute at least once.
 */
public final class SheetRows {
    private SheetRows() {}

    /**
     * For a model of one attribute its values, in the schema's order. For several attributes what was shown, then to each
     * value that no earlier choice has the first allowed choice that has it.
     */
    public static List<Selection> of(ModelSchema model) {
        AttributeSchema schema = model.schema();
        List<Selection> allowed = schema.oneOfCombinations();
        Set<Selection> rows = new LinkedHashSet<>();
        model.shown()
                .ifPresent(shown -> allowed.stream().filter(shown::contains).forEach(rows::add));
        for (Attribute attribute : schema.attributes()) {
            for (String value : attribute.values()) {
                if (rows.stream().noneMatch(row -> has(row, attribute, value))) {
                    first(allowed, attribute, value).forEach(rows::add);
                }
            }
        }
        return List.copyOf(new ArrayList<>(rows));
    }

    private static Stream<Selection> first(List<Selection> allowed, Attribute attribute, String value) {
        if (attribute.cardinality() == Cardinality.ONE_OF) {
            return allowed.stream().filter(row -> has(row, attribute, value)).limit(1);
        }
        return allowed.stream().limit(1).map(row -> with(row, attribute, value));
    }

    private static Selection with(Selection row, Attribute attribute, String value) {
        Map<String, List<String>> values = new TreeMap<>(row.values());
        values.put(attribute.name(), List.of(value));
        return new Selection(values, row.manyOf());
    }

    private static boolean has(Selection row, Attribute attribute, String value) {
        return row.values().getOrDefault(attribute.name(), List.of()).contains(value);
    }
}
