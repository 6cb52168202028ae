package dev.atelier.contract.experiments;

import dev.atelier.contract.attributes.AttributeSchema;
import dev.atelier.contract.attributes.SchemaViolation;
import dev.atelier.contract.attributes.Selection;
import java.util.Optional;

/**
 * What goes into one picture beside the model: with a model's digest and a runtime, its bytes are a function of these.
 *
 * @param attributes of the picture, or of the start of the way that it lies on
 * @param latent of the picture, or of that start
 * @param interpolation its place on a way to somewhere else, as an interpolation and a variation give it one
 * @param truncation of the latent
 */
public record Ingredients(
        Selection attributes, Latent latent, Optional<Waypoint> interpolation, Optional<Truncation> truncation) {

    /**
     * The same as a model's schema writes them.
     *
     * @throws SchemaViolation where the model cannot make these attributes
     */
    public Ingredients checkedBy(AttributeSchema schema) {
        return new Ingredients(
                schema.select(attributes),
                latent,
                interpolation.map(place -> new Waypoint(checked(place.to(), schema), place.step(), place.steps())),
                truncation);
    }

    /** @throws SchemaViolation whose messages say that it is about the destination */
    private static Destination checked(Destination to, AttributeSchema schema) {
        try {
            return new Destination(to.latent(), to.attributes().map(schema::select));
        } catch (SchemaViolation e) {
            throw new SchemaViolation(e.problems().stream()
                    .map(problem -> new SchemaViolation.Problem(
                            problem.attribute(),
                            problem.value(),
                            "Where the interpolation leads: " + problem.message(),
                            problem.closest()))
                    .toList());
        }
    }
}
