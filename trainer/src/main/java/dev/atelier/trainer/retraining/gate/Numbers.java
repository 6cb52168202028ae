package dev.atelier.trainer.retraining.gate;

import dev.atelier.contract.attributes.Attribute;
import dev.atelier.contract.attributes.AttributeSchema;
import dev.atelier.trainer.evaluation.Scores;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalDouble;

/**
 * What the gate looks at of one model.
 *
 * @param labelMatch share of pictures that show what was asked for
 * @param fid distance to the held-out pictures, less is better
 * @param values {@code attribute.value} to its match
 * @param latencyMs for one batch
 */
public record Numbers(double labelMatch, double fid, Map<String, Share> values, double latencyMs) {

    /**
     * Of the pictures of one value.
     *
     * @param match share that show it
     * @param asked how many were asked for
     */
    public record Share(double match, int asked) {}

    /** @param conditions that were asked for, of this schema */
    static Numbers of(Scores scores, float[][] conditions, AttributeSchema schema, double latencyMs) {
        Map<String, Share> values = new LinkedHashMap<>();
        int slot = 0;
        for (Attribute attribute : schema.attributes()) {
            Map<String, OptionalDouble> matches =
                    scores.attributes().each().get(attribute.name()).perValue();
            for (String value : attribute.values()) {
                int its = slot++;
                int asked =
                        (int) Arrays.stream(conditions).filter(c -> c[its] == 1).count();
                matches.get(value)
                        .ifPresent(match -> values.put(attribute.name() + "." + value, new Share(match, asked)));
            }
        }
        return new Numbers(scores.labelMatch().total(), scores.fid(), values, latencyMs);
    }
}
