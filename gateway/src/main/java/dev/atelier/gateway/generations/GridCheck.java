package dev.atelier.gateway.generations;

import dev.atelier.contract.attributes.Attribute;
import dev.atelier.contract.attributes.AttributeSchema;
import dev.atelier.contract.attributes.Cardinality;
import dev.atelier.contract.attributes.ClosestNames;
import dev.atelier.contract.attributes.SchemaViolation;
import dev.atelier.contract.attributes.Selection;
import dev.atelier.contract.experiments.Grid;
import dev.atelier.contract.messages.GenerationRequest;
import dev.atelier.gateway.problems.FieldError;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Resolves the attributes of a grid against a model's schema: a cell for each combination that the model can make. */
final class GridCheck {
    /** Beyond these, combinations are not tried one by one to find those that the model can make. */
    private static final int MOST_TRIED = GenerationRequest.LARGEST_COUNT * GenerationRequest.LARGEST_COUNT;

    private final AttributeSchema schema;
    /** The same attributes with every combination allowed, so that what it refuses is the same for every cell. */
    private final AttributeSchema free;

    private final List<FieldError> errors;

    GridCheck(AttributeSchema schema, List<FieldError> errors) {
        this.schema = schema;
        this.free = new AttributeSchema(AttributeSchema.VERSION, schema.attributes(), Optional.empty());
        this.errors = errors;
    }

    /**
     * @param fixed the attributes that all cells share
     * @return empty where there was a mistake, which the list of errors tells then
     * @throws SchemaViolation where the model cannot make what is fixed, in whatever combination
     */
    Optional<Grid> resolve(GridAxes axes, Selection fixed) {
        int before = errors.size();
        Optional<Attribute> rows = attribute("/grid/rows", axes.rows());
        Optional<Attribute> columns = axes.columns().flatMap(name -> attribute("/grid/columns", name));
        axes.names().stream().filter(fixed.values()::containsKey).forEach(this::twice);
        if (errors.size() > before) {
            return Optional.empty();
        }
        List<Attribute> varied = new ArrayList<>();
        rows.ifPresent(varied::add);
        columns.ifPresent(varied::add);
        long combinations = varied.stream()
                .mapToLong(attribute -> attribute.values().size())
                .reduce(1, (a, b) -> a * b);
        if (combinations > MOST_TRIED) {
            return tooMany(varied, combinations);
        }
        List<Selection> cells = cells(varied, fixed);
        return cells.size() > GenerationRequest.LARGEST_COUNT
                ? tooMany(varied, cells.size())
                : Optional.of(new Grid(axes.rows(), axes.columns(), cells));
    }

    private List<Selection> cells(List<Attribute> varied, Selection fixed) {
        List<Selection> all = List.of(fixed);
        for (Attribute attribute : varied) {
            all = all.stream()
                    .flatMap(cell -> attribute.values().stream().map(value -> with(cell, attribute.name(), value)))
                    .toList();
        }
        free.select(all.get(0));
        List<Selection> allowed =
                all.stream().map(free::select).filter(schema::allows).toList();
        if (allowed.isEmpty()) {
            schema.select(all.get(0));
        }
        return allowed;
    }

    private static Selection with(Selection cell, String name, String value) {
        Map<String, List<String>> values = new TreeMap<>(cell.values());
        values.put(name, List.of(value));
        return new Selection(values, cell.manyOf());
    }

    private Optional<Attribute> attribute(String pointer, String name) {
        Map<String, Attribute> oneOf = schema.attributes().stream()
                .filter(attribute -> attribute.cardinality() == Cardinality.ONE_OF)
                .collect(Collectors.toMap(Attribute::name, attribute -> attribute));
        if (!oneOf.containsKey(name)) {
            List<String> closest = ClosestNames.to(name, oneOf.keySet());
            boolean manyOf = schema.attributes().stream()
                    .anyMatch(attribute -> attribute.name().equals(name));
            String what = manyOf
                    ? "Attribute '" + name + "' takes any number of values; rows and columns are attributes of one"
                    : "There is no attribute '" + name + "'";
            String meant = closest.isEmpty()
                    ? "; this model has none that a grid could be of."
                    : "; did you mean '" + String.join("', '", closest) + "'?";
            errors.add(new FieldError(pointer, name, what + meant, closest));
        }
        return Optional.ofNullable(oneOf.get(name));
    }

    private void twice(String name) {
        errors.add(new FieldError(
                FieldError.pointer("/attributes", name),
                "",
                "The grid has every value of '" + name + "', so 'attributes' must not name one.",
                List.of()));
    }

    private Optional<Grid> tooMany(List<Attribute> varied, long combinations) {
        String sizes = varied.stream()
                .map(attribute -> attribute.values().size() + " values of '" + attribute.name() + "'")
                .collect(Collectors.joining(" and "));
        String way = varied.size() > 1
                ? "fix one of them in 'attributes' and let the grid have rows alone."
                : "ask for its values one by one.";
        errors.add(new FieldError(
                "/grid",
                Long.toString(combinations),
                "The grid would have " + combinations + " pictures, of " + sizes + "; at most "
                        + GenerationRequest.LARGEST_COUNT + " are made at once: " + way,
                List.of()));
        return Optional.empty();
    }
}
