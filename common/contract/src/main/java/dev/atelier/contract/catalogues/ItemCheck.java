package dev.atelier.contract.catalogues;

import dev.atelier.contract.attributes.Attribute;
import dev.atelier.contract.attributes.AttributeSchema;
import dev.atelier.contract.attributes.Cardinality;
import dev.atelier.contract.attributes.SchemaViolation;
import dev.atelier.contract.attributes.Selection;
import dev.atelier.contract.messages.GenerationRequest;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/** Makes items of what lines say, checked against a model's schema. */
final class ItemCheck {
    /** Catalogues repeat a few combinations many times, and checking one takes longer than reading a line. */
    private static final int CHOICES_REMEMBERED = 10_000;

    /** Characters of a choice that is remembered at most: a wrong line may be long, and each another. */
    private static final int LONGEST_REMEMBERED = 500;

    /** Mistakes of a choice that is remembered at most: each takes more memory than the text that it is about. */
    private static final int MOST_MISTAKES_REMEMBERED = 3;

    private static final int LONGEST_ID = 200;

    private final AttributeSchema schema;
    private final long seed;
    private final Map<Map<String, List<String>>, Checked> remembered = new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Map<String, List<String>>, Checked> eldest) {
            return size() > CHOICES_REMEMBERED;
        }
    };

    private record Checked(Optional<Selection> selection, List<Mistake> mistakes) {}

    ItemCheck(AttributeSchema schema, long seed) {
        this.schema = schema;
        this.seed = seed;
    }

    AttributeSchema schema() {
        return schema;
    }

    boolean takesMany(String attribute) {
        return schema.attributes().stream()
                .anyMatch(known -> known.name().equals(attribute) && known.cardinality() == Cardinality.MANY_OF);
    }

    List<String> attributeNames() {
        return schema.attributes().stream().map(Attribute::name).toList();
    }

    /**
     * @param before how many lines could have said an item before this one
     * @param mistakes that were found already
     */
    SourceLine line(
            long line,
            long before,
            Optional<String> id,
            Map<String, List<String>> values,
            OptionalLong ownSeed,
            List<Mistake> mistakes) {
        Checked checked = remembered.get(values);
        if (checked == null) {
            checked = check(values);
            if (checked.mistakes().size() <= MOST_MISTAKES_REMEMBERED && length(values) <= LONGEST_REMEMBERED) {
                remembered.put(Map.copyOf(values), checked);
            }
        }
        var all = new ArrayList<>(mistakes);
        all.addAll(checked.mistakes());
        id.flatMap(ItemCheck::mistakeOf).ifPresent(all::add);
        if (!all.isEmpty()) {
            return new SourceLine.Bad(line, all);
        }
        return new SourceLine.Wanted(
                line,
                new CatalogueItem(
                        id.orElseGet(() -> Long.toString(line)),
                        checked.selection().orElseThrow(),
                        ownSeed.orElseGet(() -> (seed + before) & GenerationRequest.LARGEST_SEED)));
    }

    private static int length(Map<String, List<String>> values) {
        return values.entrySet().stream()
                .mapToInt(entry -> entry.getKey().length()
                        + entry.getValue().stream()
                                .mapToInt(value -> value.length() + 1)
                                .sum())
                .sum();
    }

    private Checked check(Map<String, List<String>> values) {
        try {
            return new Checked(Optional.of(schema.select(new Selection(values, List.of()))), List.of());
        } catch (SchemaViolation e) {
            return new Checked(
                    Optional.empty(),
                    e.problems().stream()
                            .map(problem -> new Mistake(
                                    problem.attribute(), problem.value(), problem.message(), problem.closest()))
                            .toList());
        }
    }

    private static Optional<Mistake> mistakeOf(String id) {
        boolean fits = !id.isBlank() && id.length() <= LONGEST_ID && id.chars().noneMatch(Character::isISOControl);
        return fits
                ? Optional.empty()
                : Optional.of(Mistake.of(
                        "id", id, "An id has 1 to " + LONGEST_ID + " characters, and none of them a control."));
    }

    /** A seed that is written as a text. */
    static OptionalLong seed(String text, List<Mistake> mistakes) {
        if (text.matches("[0-9]{1,16}") && Long.parseLong(text) <= GenerationRequest.LARGEST_SEED) {
            return OptionalLong.of(Long.parseLong(text));
        }
        mistakes.add(Mistake.of(
                "seed",
                text,
                "A seed is a whole number from 0 to " + GenerationRequest.LARGEST_SEED + ", not '"
                        + Mistake.shortened(text) + "'."));
        return OptionalLong.empty();
    }
}
