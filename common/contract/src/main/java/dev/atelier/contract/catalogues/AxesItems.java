package dev.atelier.contract.catalogues;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.atelier.contract.attributes.Attribute;
import dev.atelier.contract.attributes.AttributeSchema;
import dev.atelier.contract.attributes.Cardinality;
import dev.atelier.contract.attributes.ClosestNames;
import dev.atelier.contract.json.Json;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * The product of axes, each combination as often as there are seeds. A combination that the model cannot make is left out
 * where an axis has all values, and a mistake where a person named every value of it.
 */
final class AxesItems implements WantedItems {
    private static final int LONGEST = 64 * 1024;
    private static final String ALL = "*";

    private final ItemCheck check;
    private final List<Axis> axes;
    private final Map<String, List<String>> shared;
    private final long seeds;
    private final long size;
    private long next;

    private record Axis(String attribute, List<List<String>> values, boolean all) {}

    private AxesItems(ItemCheck check, List<Axis> axes, Map<String, List<String>> shared, long seeds) {
        this.check = check;
        this.axes = axes;
        this.shared = shared;
        this.seeds = seeds;
        long product = seeds;
        for (Axis axis : axes) {
            product = saturated(product, axis.values().size());
        }
        this.size = product;
    }

    private static long saturated(long a, long b) {
        return Math.multiplyHigh(a, b) != 0 || a * b < 0 ? Long.MAX_VALUE : a * b;
    }

    /** @throws UnreadableSourceException with all mistakes in them */
    static AxesItems read(InputStream in, AttributeSchema schema, long seed) throws IOException {
        byte[] json = in.readNBytes(LONGEST + 1);
        if (json.length > LONGEST) {
            throw new UnreadableSourceException(Mistake.of("", "", "The axes have more than " + LONGEST + " bytes."));
        }
        return of(parse(json), schema, seed);
    }

    private static Axes parse(byte[] json) throws IOException {
        try {
            return Json.mapper().readValue(json, Axes.class);
        } catch (JsonProcessingException e) {
            throw new UnreadableSourceException(Mistake.of(
                    "",
                    "",
                    "The axes must be an object such as {\"axes\": {\"category\": \"*\"}, \"seeds\": 5}: "
                            + e.getOriginalMessage().lines().findFirst().orElse("")));
        }
    }

    private static AxesItems of(Axes given, AttributeSchema schema, long seed) {
        var mistakes = new ArrayList<Mistake>();
        var axes = new ArrayList<Axis>();
        given.axes().forEach((name, values) -> attribute(schema, name, mistakes)
                .ifPresent(attribute -> axes.add(axis(attribute, values, mistakes))));
        Map<String, List<String>> shared = new HashMap<>();
        given.attributes().orElse(Map.of()).forEach((name, value) -> {
            if (given.axes().containsKey(name)) {
                mistakes.add(Mistake.of(name, "", "'" + name + "' is an axis, so 'attributes' must not name it."));
            }
            attribute(schema, name, mistakes)
                    .ifPresent(attribute -> shared.put(name, values(attribute, value, mistakes)));
        });
        int seeds = given.seeds().orElse(1);
        if (seeds < 1 || seeds > Axes.MOST_SEEDS) {
            mistakes.add(Mistake.of(
                    "seeds",
                    Integer.toString(seeds),
                    "'seeds' must be a whole number from 1 to " + Axes.MOST_SEEDS + "."));
        }
        if (!mistakes.isEmpty()) {
            throw new UnreadableSourceException(mistakes);
        }
        return new AxesItems(new ItemCheck(schema, seed), axes, shared, seeds);
    }

    private static Optional<Attribute> attribute(AttributeSchema schema, String name, List<Mistake> mistakes) {
        Optional<Attribute> found = schema.attributes().stream()
                .filter(attribute -> attribute.name().equals(name))
                .findFirst();
        if (found.isEmpty()) {
            List<String> closest = ClosestNames.to(
                    name, schema.attributes().stream().map(Attribute::name).toList());
            mistakes.add(new Mistake(
                    name,
                    "",
                    "There is no attribute '" + name + "'; did you mean '" + String.join("', '", closest) + "'?",
                    closest));
        }
        return found;
    }

    private static Axis axis(Attribute attribute, JsonNode given, List<Mistake> mistakes) {
        if (given.isTextual() && given.textValue().equals(ALL)) {
            return new Axis(
                    attribute.name(), attribute.values().stream().map(List::of).toList(), true);
        }
        var values = new ArrayList<List<String>>();
        if (given.isArray()) {
            given.forEach(value -> values.add(values(attribute, value, mistakes)));
        }
        if (values.isEmpty()) {
            mistakes.add(Mistake.of(
                    attribute.name(),
                    given.toString(),
                    "The axis '" + attribute.name() + "' must be \"*\" for all values, or an array of some, such as [\""
                            + attribute.values().get(0) + "\"]."));
        }
        return new Axis(attribute.name(), values, false);
    }

    private static List<String> values(Attribute attribute, JsonNode given, List<Mistake> mistakes) {
        var values = new ArrayList<String>();
        if (given.isArray() && attribute.cardinality() == Cardinality.MANY_OF) {
            given.forEach(value -> values.add(value.asText()));
        } else {
            values.add(given.isTextual() ? given.textValue() : given.toString());
        }
        for (String value : values) {
            if (!attribute.values().contains(value)) {
                List<String> closest = ClosestNames.to(value, attribute.values());
                mistakes.add(new Mistake(
                        attribute.name(),
                        value,
                        "Attribute '" + attribute.name() + "' has no value '" + Mistake.shortened(value)
                                + "'; did you mean '" + String.join("', '", closest) + "'?",
                        closest));
            }
        }
        return values;
    }

    @Override
    public Optional<SourceLine> next() {
        boolean some = axes.stream().anyMatch(Axis::all);
        while (next < size) {
            long number = next++;
            SourceLine line = check.line(
                    number + 1, number, Optional.empty(), combination(number / seeds), OptionalLong.empty(), List.of());
            if (line instanceof SourceLine.Bad bad && some && isImpossible(bad)) {
                // The same with every seed.
                next = (number / seeds + 1) * seeds;
            } else {
                return Optional.of(line);
            }
        }
        return Optional.empty();
    }

    /** Whether each single value is right and only their combination is not. */
    private boolean isImpossible(SourceLine.Bad bad) {
        return bad.mistakes().stream()
                .noneMatch(mistake -> check.attributeNames().contains(mistake.field()));
    }

    private Map<String, List<String>> combination(long number) {
        Map<String, List<String>> values = new HashMap<>(shared);
        long left = number;
        for (int i = axes.size() - 1; i >= 0; i--) {
            Axis axis = axes.get(i);
            values.put(axis.attribute(), axis.values().get((int)
                    (left % axis.values().size())));
            left /= axis.values().size();
        }
        return values;
    }
}
