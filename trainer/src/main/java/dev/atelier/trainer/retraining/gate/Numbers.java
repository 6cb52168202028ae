package dev.atelier.trainer.retraining.gate;

import dev.atelier.contract.attributes.Attribute;
import dev.atelier.contract.attributes.AttributeSchema;
import dev.atelier.trainer.evaluation.Readings;
import dev.atelier.trainer.evaluation.Scores;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What the gate looks at of one model.
 *
 * @param labelMatch share of pictures that show what was asked for
 * @param fid distance to the held-out pictures, less is better
 * @param values {@code attribute.value} to its match
 * @param latencyMs for one batch
 */
public record Numbers(double labelMatch, double fid, Map<String, Match> values, double latencyMs) {

    /**
     * Of the pictures of one value.
     *
     * @param f1 harmonic mean of the shares of the pictures asked for it that show it, and of those that show it that were
     *     asked for it. The first alone would be highest of a model that makes nothing else, and keep a good one from
     *     taking its place
     * @param asked how many were asked for
     */
    public record Match(double f1, int asked) {}

    /**
     * @param conditions that were asked for, of this schema
     * @param readings of the pictures that were made
     */
    static Numbers of(
            Scores scores, float[][] conditions, Readings readings, AttributeSchema schema, double latencyMs) {
        return new Numbers(scores.labelMatch().total(), scores.fid(), matches(conditions, readings, schema), latencyMs);
    }

    /** Of each value that was asked for. */
    static Map<String, Match> matches(float[][] conditions, Readings readings, AttributeSchema schema) {
        Map<String, Match> matches = new LinkedHashMap<>();
        int first = 0;
        for (Attribute attribute : schema.attributes()) {
            for (int value = 0; value < attribute.values().size(); value++) {
                Match match = match(conditions, readings, attribute, first, first + value);
                if (match.asked() > 0) {
                    matches.put(attribute.name() + "." + attribute.values().get(value), match);
                }
            }
            first += attribute.values().size();
        }
        return matches;
    }

    private static Match match(float[][] conditions, Readings readings, Attribute attribute, int first, int slot) {
        int asked = 0;
        int shown = 0;
        int both = 0;
        for (int i = 0; i < conditions.length; i++) {
            boolean isAsked = conditions[i][slot] == 1;
            boolean isShown = readings.shows(i, attribute, first, slot);
            asked += isAsked ? 1 : 0;
            shown += isShown ? 1 : 0;
            both += isAsked && isShown ? 1 : 0;
        }
        return new Match(asked + shown == 0 ? 0 : 2.0 * both / (asked + shown), asked);
    }
}
