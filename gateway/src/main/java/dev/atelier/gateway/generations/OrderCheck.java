package dev.atelier.gateway.generations;

import dev.atelier.contract.attributes.AttributeSchema;
import dev.atelier.contract.attributes.SchemaViolation;
import dev.atelier.contract.attributes.Selection;
import dev.atelier.contract.experiments.Destination;
import dev.atelier.contract.experiments.Experiment;
import dev.atelier.contract.experiments.Grid;
import dev.atelier.contract.experiments.Interpolation;
import dev.atelier.gateway.problems.FieldError;
import dev.atelier.gateway.problems.Problem;
import dev.atelier.gateway.problems.ProblemType;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Holds the attributes of an order, and those that its interpolation or grid have, against a model's schema. */
final class OrderCheck {
    private final AttributeSchema schema;
    private final List<FieldError> errors = new ArrayList<>();

    private OrderCheck(AttributeSchema schema) {
        this.schema = schema;
    }

    /**
     * What the schema makes of an order.
     *
     * @param attributes as the schema writes them; of a grid those that all of its cells share
     * @param count pictures
     */
    record Checked(Selection attributes, Experiment experiment, int count) {}

    /** @throws dev.atelier.gateway.problems.ProblemException with every mistake and its place */
    static Checked check(Order order, AttributeSchema schema) {
        OrderCheck check = new OrderCheck(schema);
        Checked checked = order.grid().map(axes -> check.grid(order, axes)).orElseGet(() -> check.plain(order));
        if (!check.errors.isEmpty()) {
            throw Problem.of(ProblemType.INVALID_ATTRIBUTES, check.errors).asException();
        }
        return checked;
    }

    private Checked plain(Order order) {
        Selection attributes = select(order.attributes(), "/attributes");
        Experiment asked = order.experiment();
        Optional<Interpolation> way = asked.interpolate()
                .map(Interpolation::to)
                .map(to -> new Interpolation(new Destination(
                        to.latent(), to.attributes().map(given -> select(given, "/interpolate/to/attributes")))));
        return new Checked(
                attributes,
                new Experiment(asked.latent(), way, asked.variation(), asked.truncation(), Optional.empty()),
                order.count());
    }

    private Checked grid(Order order, GridAxes axes) {
        Experiment asked = order.experiment();
        try {
            Optional<Grid> grid = new GridCheck(schema, errors).resolve(axes, order.attributes());
            Selection shared = grid.map(
                            found -> without(axes.names(), found.cells().get(0)))
                    .orElse(order.attributes());
            return new Checked(
                    shared,
                    new Experiment(asked.latent(), Optional.empty(), asked.variation(), asked.truncation(), grid),
                    grid.map(found -> found.cells().size()).orElse(0));
        } catch (SchemaViolation e) {
            tell(e, order.attributes(), "/attributes");
            return new Checked(order.attributes(), asked, 0);
        }
    }

    private static Selection without(List<String> names, Selection cell) {
        Map<String, List<String>> values = new TreeMap<>(cell.values());
        names.forEach(values::remove);
        return new Selection(values, cell.manyOf());
    }

    private Selection select(Selection given, String pointer) {
        try {
            return schema.select(given);
        } catch (SchemaViolation e) {
            tell(e, given, pointer);
            return given;
        }
    }

    private void tell(SchemaViolation e, Selection given, String pointer) {
        e.problems().forEach(problem -> errors.add(error(given, pointer, problem)));
    }

    /** A forbidden combination is about several attributes, so it points to all. */
    private FieldError error(Selection attributes, String pointer, SchemaViolation.Problem problem) {
        boolean single = attributes.values().containsKey(problem.attribute())
                || schema.attributes().stream()
                        .anyMatch(attribute -> attribute.name().equals(problem.attribute()));
        return new FieldError(
                single ? FieldError.pointer(pointer, problem.attribute()) : pointer,
                problem.value(),
                problem.message(),
                problem.closest());
    }
}
