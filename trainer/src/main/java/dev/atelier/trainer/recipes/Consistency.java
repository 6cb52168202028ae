package dev.atelier.trainer.recipes;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * That G's pictures of one value of an attribute should not differ much, whatever else is asked of them.
 *
 * @param weight of the term in G's loss
 * @param attribute its name; without one, the first of the data's schema
 * @param groups values that count as one, under a name for people; any other value is a group by itself, and values that the
 *     data don't have are passed over
 */
public record Consistency(double weight, Optional<String> attribute, Optional<Map<String, List<String>>> groups) {

    public Consistency {
        Bounds.weight("weight", weight);
    }
}
