package dev.atelier.standalone.client;

import dev.atelier.contract.attributes.Selection;
import dev.atelier.contract.experiments.Experiment;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What to ask a gateway for.
 *
 * @param count pictures, 1 to 64
 * @param seed 0 to 2⁵³−1; the gateway derives one where absent
 * @param experiment without a grid's cells, which are the gateway's to find
 * @param grid in place of the count
 */
public record Order(
        String model,
        Selection attributes,
        int count,
        OptionalLong seed,
        Experiment experiment,
        Optional<GridAxes> grid) {
    /**
     * The attributes whose combinations are asked for.
     *
     * @param columns absent where a row is one picture
     */
    public record GridAxes(String rows, Optional<String> columns) {}

    /** An order of a number of pictures. */
    public Order(String model, Selection attributes, int count, OptionalLong seed, Experiment experiment) {
        this(model, attributes, count, seed, experiment, Optional.empty());
    }

    /** An order without an experiment. */
    public Order(String model, Selection attributes, int count, OptionalLong seed) {
        this(model, attributes, count, seed, Experiment.NONE);
    }
}
