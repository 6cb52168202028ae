package dev.atelier.trainer.evaluation;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;

/**
 * How well a classifier finds the values of a many-of attribute. A value is seen where its probability is at least
 * {@value #THRESHOLD}. Counts are of pairs of a picture and a value, over all values: micro averages.
 *
 * @param truePositives asked for and seen
 * @param falsePositives seen, but not asked for
 * @param falseNegatives asked for, but not seen
 * @param perValue recall of each value, in their order; empty where no picture was asked for it
 */
public record MultiLabelMatch(
        long truePositives, long falsePositives, long falseNegatives, Map<String, OptionalDouble> perValue)
        implements AttributeMatch {

    public static final double THRESHOLD = 0.5;

    /**
     * @param conditions that were asked for, [count][conditionSize]
     * @param slot of the attribute's first value
     */
    static MultiLabelMatch of(Readings readings, float[][] conditions, int slot, List<String> values) {
        long[] found = new long[values.size()];
        long[] asked = new long[values.size()];
        long seen = 0;
        for (int i = 0; i < conditions.length; i++) {
            for (int value = 0; value < asked.length; value++) {
                boolean isAsked = conditions[i][slot + value] == 1;
                boolean isSeen = readings.attributes()[i][slot + value] >= THRESHOLD;
                asked[value] += isAsked ? 1 : 0;
                found[value] += isAsked && isSeen ? 1 : 0;
                seen += isSeen ? 1 : 0;
            }
        }
        Map<String, OptionalDouble> recalls = new LinkedHashMap<>();
        long right = 0;
        long wanted = 0;
        for (int value = 0; value < asked.length; value++) {
            recalls.put(values.get(value), AttributeMatch.share(found[value], asked[value]));
            right += found[value];
            wanted += asked[value];
        }
        return new MultiLabelMatch(right, seen - right, wanted - right, recalls);
    }

    /** Share of what is seen that was asked for; empty where nothing is seen. */
    public OptionalDouble precision() {
        return AttributeMatch.share(truePositives, truePositives + falsePositives);
    }

    /** Share of what was asked for that is seen; empty where nothing was. */
    public OptionalDouble recall() {
        return AttributeMatch.share(truePositives, truePositives + falseNegatives);
    }

    /** The harmonic mean of precision and recall; empty where nothing is seen nor was asked for. */
    public OptionalDouble f1() {
        return AttributeMatch.share(2 * truePositives, 2 * truePositives + falsePositives + falseNegatives);
    }

    @Override
    public OptionalDouble overall() {
        return f1();
    }
}
