package dev.atelier.standalone.client;

import dev.atelier.contract.attributes.Selection;
import dev.atelier.contract.experiments.Experiment;
import java.util.OptionalLong;

/**
 * What to ask a gateway for.
 *
 * @param count pictures, 1 to 64
 * @param seed 0 to 2⁵³−1; the gateway derives one where absent
 */
public record Order(String model, Selection attributes, int count, OptionalLong seed, Experiment experiment) {
    /** An order without an experiment. */
    public Order(String model, Selection attributes, int count, OptionalLong seed) {
        this(model, attributes, count, seed, Experiment.NONE);
    }
}
