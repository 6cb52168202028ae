package dev.atelier.trainer.retraining.gate;

import dev.atelier.trainer.evaluation.LabelMatch;
import dev.atelier.trainer.evaluation.Scores;
import java.util.Arrays;
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
public record Numbers(double labelMatch, double fid, Map<String, Share> values, double latencyMs) {

    /**
     * Of the pictures of one value.
     *
     * @param match share that show it
     * @param asked how many were asked for
     */
    public record Share(double match, int asked) {}

    static Numbers of(Scores scores, double latencyMs) {
        Map<String, Share> values = new LinkedHashMap<>();
        scores.attributes().forEach((attribute, match) -> putValues(values, attribute, match));
        return new Numbers(scores.labelMatch().total(), scores.fid(), values, latencyMs);
    }

    private static void putValues(Map<String, Share> values, String attribute, LabelMatch match) {
        int row = 0;
        for (Map.Entry<String, Double> value : match.perClass().entrySet()) {
            int asked = Arrays.stream(match.confusion()[row++]).sum();
            values.put(attribute + "." + value.getKey(), new Share(value.getValue(), asked));
        }
    }
}
