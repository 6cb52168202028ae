package dev.atelier.trainer.datasets;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.atelier.contract.attributes.Selection;

/**
 * A line of a prepared data set's examples. The n-th line of a split tells of the split's n-th picture.
 *
 * @param id in the source
 * @param split that it is in
 * @param label index of its class
 * @param attributes all of them, which may be more than its class's
 */
public record ExampleLine(
        String id, Split split, @JsonProperty("class") int label, Selection attributes) {}
