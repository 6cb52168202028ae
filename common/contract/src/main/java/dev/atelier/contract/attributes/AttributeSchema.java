package dev.atelier.contract.attributes;

import com.fasterxml.jackson.annotation.JsonIgnore;
import dev.atelier.contract.attributes.SchemaViolation.Problem;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The attributes a model is conditioned on. The condition vector is the concatenation, in the order of {@code
 * attributes}, of one slot per value: 1 where chosen, else 0.
 *
 * @param schemaVersion format of this description, now {@value #VERSION}
 * @param attributes at least one; names differ
 * @param combinations the allowed combinations; empty where every one is
 */
public record AttributeSchema(int schemaVersion, List<Attribute> attributes, Optional<Combinations> combinations) {
    public static final int VERSION = 1;

    public AttributeSchema {
        if (schemaVersion != VERSION) {
            throw new IllegalArgumentException("attribute schema version " + schemaVersion
                    + " is not known here; this release reads version " + VERSION);
        }
        if (attributes == null || attributes.isEmpty()) {
            throw new IllegalArgumentException("a schema needs at least one attribute");
        }
        attributes = List.copyOf(attributes);
        if (attributes.stream().map(Attribute::name).distinct().count() < attributes.size()) {
            throw new IllegalArgumentException("a schema names each attribute once");
        }
        combinations = combinations == null ? Optional.empty() : combinations;
        if (combinations.isPresent()) {
            check(attributes, combinations.get());
        }
    }

    /** A schema in which every combination is allowed. */
    public static AttributeSchema of(Attribute... attributes) {
        return new AttributeSchema(VERSION, List.of(attributes), Optional.empty());
    }

    private static void check(List<Attribute> attributes, Combinations combinations) {
        Map<String, Attribute> byName = attributes.stream().collect(Collectors.toMap(Attribute::name, a -> a));
        for (int i = 0; i < combinations.over().size(); i++) {
            String name = combinations.over().get(i);
            Attribute attribute = byName.get(name);
            if (attribute == null || attribute.cardinality() != Cardinality.ONE_OF) {
                throw new IllegalArgumentException("combinations are over one-of attributes; '" + name + "' is none");
            }
            for (List<String> row : combinations.allowed()) {
                if (!attribute.values().contains(row.get(i))) {
                    throw new IllegalArgumentException(
                            "combination " + row + " has '" + row.get(i) + "', which is no value of '" + name + "'");
                }
            }
        }
    }

    /** Length of the condition vector. */
    @JsonIgnore
    public int conditionSize() {
        return attributes.stream().mapToInt(a -> a.values().size()).sum();
    }

    /**
     * Checks a choice against this schema. Many-of attributes that are left out become empty.
     *
     * @return the same choice in canonical form: every attribute present, many-of values in the schema's order
     * @throws SchemaViolation with every mistake found
     */
    public Selection select(Selection given) {
        var problems = new ArrayList<Problem>();
        List<String> names = attributes.stream().map(Attribute::name).toList();
        given.values().forEach((name, chosen) -> {
            if (!names.contains(name)) {
                problems.add(unknownAttribute(name, chosen, names));
            }
        });
        var values = new TreeMap<String, List<String>>();
        for (Attribute attribute : attributes) {
            List<String> chosen = given.values().getOrDefault(attribute.name(), List.of());
            problems.addAll(problemsOf(attribute, chosen));
            values.put(
                    attribute.name(),
                    attribute.values().stream().filter(chosen::contains).toList());
        }
        if (!problems.isEmpty()) {
            throw new SchemaViolation(problems);
        }
        Selection selection = new Selection(values, manyOfNames());
        requireAllowed(selection);
        return selection;
    }

    private List<String> manyOfNames() {
        return attributes.stream()
                .filter(a -> a.cardinality() == Cardinality.MANY_OF)
                .map(Attribute::name)
                .toList();
    }

    private static Problem unknownAttribute(String name, List<String> chosen, List<String> names) {
        List<String> closest = ClosestNames.to(name, names);
        return new Problem(
                name,
                String.join(", ", chosen),
                "There is no attribute '" + name + "'; did you mean " + quoted(closest) + "?",
                closest);
    }

    private static List<Problem> problemsOf(Attribute attribute, List<String> chosen) {
        if (attribute.cardinality() == Cardinality.ONE_OF && chosen.size() != 1) {
            String what = chosen.isEmpty() ? "is missing" : "takes one value, not " + chosen.size();
            List<String> some = attribute.values().stream().limit(3).toList();
            String message = "Attribute '" + attribute.name() + "' " + what + "; one of "
                    + attribute.values().size() + " values, such as " + quoted(some) + ", is needed.";
            return List.of(new Problem(attribute.name(), String.join(", ", chosen), message, some));
        }
        return chosen.stream()
                .filter(value -> !attribute.values().contains(value))
                .map(value -> {
                    List<String> closest = ClosestNames.to(value, attribute.values());
                    String message = "Attribute '" + attribute.name() + "' has no value '" + value + "'; did you mean "
                            + quoted(closest) + "?";
                    return new Problem(attribute.name(), value, message, closest);
                })
                .toList();
    }

    /** Whether a model can make the combination of one-of attributes in a choice that has them all. */
    public boolean allows(Selection selection) {
        return combinations.map(rule -> rule.allows(selection)).orElse(true);
    }

    private void requireAllowed(Selection selection) {
        if (allows(selection)) {
            return;
        }
        Combinations rule = combinations.get();
        List<String> given = rule.over().stream()
                .map(name -> selection.values().get(name).get(0))
                .toList();
        List<String> nearest = rule.allowed().stream()
                .min(Comparator.comparingInt(row -> differences(row, given)))
                .orElseThrow();
        String message = "The model cannot make " + rule.over() + " = " + given
                + "; the nearest combination it can make is " + nearest + ".";
        throw new SchemaViolation(
                List.of(new Problem(String.join(" × ", rule.over()), String.join(", ", given), message, nearest)));
    }

    private static int differences(List<String> a, List<String> b) {
        int count = 0;
        for (int i = 0; i < a.size(); i++) {
            count += a.get(i).equals(b.get(i)) ? 0 : 1;
        }
        return count;
    }

    private static String quoted(List<String> names) {
        return names.stream().map(name -> "'" + name + "'").collect(Collectors.joining(", "));
    }

    /**
     * The condition vector of a checked choice.
     *
     * @return {@link #conditionSize()} zeros and ones
     */
    public float[] encode(Selection selection) {
        float[] condition = new float[conditionSize()];
        int slot = 0;
        for (Attribute attribute : attributes) {
            List<String> chosen = selection.values().getOrDefault(attribute.name(), List.of());
            for (String value : attribute.values()) {
                condition[slot++] = chosen.contains(value) ? 1 : 0;
            }
        }
        return condition;
    }

    /**
     * Where the values of this schema stand in the condition vectors of another one.
     *
     * @return for each of this schema's slots the other's slot of the same value of the same attribute, −1 where the other
     *     has none
     */
    public int[] placesIn(AttributeSchema other) {
        Map<List<String>, Integer> places = new HashMap<>();
        other.slots().forEach(slot -> places.put(slot, places.size()));
        return slots().mapToInt(slot -> places.getOrDefault(slot, -1)).toArray();
    }

    /** Attribute and value of each slot of the condition vector. */
    private Stream<List<String>> slots() {
        return attributes.stream()
                .flatMap(attribute -> attribute.values().stream().map(value -> List.of(attribute.name(), value)));
    }

    /**
     * The choice that a condition vector stands for; the inverse of {@link #encode}.
     *
     * @param condition {@link #conditionSize()} zeros and ones
     * @throws IllegalArgumentException for another length or other numbers
     * @throws SchemaViolation where the vector stands for no valid choice
     */
    public Selection decode(float[] condition) {
        if (condition.length != conditionSize()) {
            throw new IllegalArgumentException(
                    "a condition vector has " + conditionSize() + " numbers here, not " + condition.length);
        }
        var values = new LinkedHashMap<String, List<String>>();
        int slot = 0;
        for (Attribute attribute : attributes) {
            var chosen = new ArrayList<String>();
            for (String value : attribute.values()) {
                float number = condition[slot++];
                if (number != 0 && number != 1) {
                    throw new IllegalArgumentException("condition vector slot " + (slot - 1) + " ('" + attribute.name()
                            + "' = '" + value + "') must be 0 or 1, not " + number);
                }
                if (number == 1) {
                    chosen.add(value);
                }
            }
            values.put(attribute.name(), chosen);
        }
        return select(new Selection(values, manyOfNames()));
    }

    /**
     * Every allowed combination of the one-of attributes, many-of ones empty, in the order of the schema: the last
     * attribute varies fastest.
     */
    public List<Selection> oneOfCombinations() {
        List<Map<String, List<String>>> rows = List.of(Map.of());
        for (Attribute attribute : attributes) {
            List<List<String>> choices = attribute.cardinality() == Cardinality.ONE_OF
                    ? attribute.values().stream().map(List::of).toList()
                    : List.of(List.of());
            rows = rows.stream()
                    .flatMap(row -> choices.stream().map(choice -> {
                        var extended = new LinkedHashMap<>(row);
                        extended.put(attribute.name(), choice);
                        return (Map<String, List<String>>) extended;
                    }))
                    .toList();
        }
        return rows.stream()
                .map(row -> new Selection(row, manyOfNames()))
                .filter(this::allows)
                .toList();
    }
}
