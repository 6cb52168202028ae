package dev.atelier.contract.catalogues;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.Optional;

/**
 * Attributes whose values are multiplied with each other.
 *
 * @param axes attribute to its values, an array of texts (of a many-of attribute also of arrays), or {@code "*"} for all;
 *     the last one varies fastest
 * @param attributes that all items share
 * @param seeds items of each combination, 1 to {@value #MOST_SEEDS}; 1 unless given
 */
public record Axes(
        @JsonProperty(required = true) Map<String, JsonNode> axes,
        Optional<Map<String, JsonNode>> attributes,
        Optional<Integer> seeds) {
    public static final int MOST_SEEDS = 1_000_000;
}
