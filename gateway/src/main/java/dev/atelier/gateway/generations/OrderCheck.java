package dev.atelier.gateway.generations;

import dev.atelier.contract.attributes.AttributeSchema;
import dev.atelier.contract.attributes.SchemaViolation;
import dev.atelier.contract.attributes.Selection;
import dev.atelier.contract.experiments.Destination;
import dev.atelier.contract.experiments.Experiment;
import dev.atelier.contract.experiments.Interpolation;
import dev.atelier.gateway.problems.FieldError;
import dev.atelier.gateway.problems.Problem;
import dev.atelier.gateway.problems.ProblemType;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Holds the attributes of an order, and those that its interpolation leads to, against a model's schema. */
final class OrderCheck {
    private final AttributeSchema schema;
    private final List<FieldError> errors = new ArrayList<>();

    private OrderCheck(AttributeSchema schema) {
        this.schema = schema;
    }

    /** Both as the schema writes them. */
    record Checked(Selection attributes, Experiment experiment) {}

    /** @throws dev.atelier.gateway.problems.ProblemException with every mistake and its place */
    static Checked check(Order order, AttributeSchema schema) {
        OrderCheck check = new OrderCheck(schema);
        Selection attributes = check.select(order.attributes(), "/attributes");
        Experiment asked = order.experiment();
        Optional<Interpolation> way = asked.interpolate()
                .map(Interpolation::to)
                .map(to -> new Interpolation(new Destination(
                        to.latent(), to.attributes().map(given -> check.select(given, "/interpolate/to/attributes")))));
        if (!check.errors.isEmpty()) {
            throw Problem.of(ProblemType.INVALID_ATTRIBUTES, check.errors).asException();
        }
        return new Checked(attributes, new Experiment(asked.latent(), way, asked.truncation()));
    }

    private Selection select(Selection given, String pointer) {
        try {
            return schema.select(given);
        } catch (SchemaViolation e) {
            e.problems().forEach(problem -> errors.add(error(given, pointer, problem)));
            return given;
        }
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
