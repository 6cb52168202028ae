package dev.atelier.trainer.evaluation;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.stream.IntStream;

/**
 * The share of pictures that a classifier takes for the class (or for the value of a one-of attribute) that was asked for; of
 * real ones, for their own.
 *
 * @param images how many there are
 * @param total share of all, 0 to 1
 * @param perValue share of each class or value, in their order; empty where no picture was asked for it
 * @param confusion [asked][recognised], counts
 */
public record LabelMatch(int images, double total, Map<String, OptionalDouble> perValue, int[][] confusion)
        implements AttributeMatch {

    /** @param labels the classes that were asked for */
    public static LabelMatch of(Readings readings, int[] labels, List<String> classes) {
        return of(labels, IntStream.range(0, labels.length).map(readings::label).toArray(), classes);
    }

    /**
     * Of a one-of attribute, by its own head.
     *
     * @param conditions that were asked for, [count][conditionSize]
     * @param slot of the attribute's first value
     */
    static LabelMatch of(Readings readings, float[][] conditions, int slot, List<String> values) {
        int end = slot + values.size();
        int[] asked = new int[conditions.length];
        int[] recognised = new int[conditions.length];
        for (int i = 0; i < asked.length; i++) {
            while (conditions[i][slot + asked[i]] == 0) {
                asked[i]++;
            }
            recognised[i] = readings.value(i, slot, end);
        }
        return of(asked, recognised, values);
    }

    private static LabelMatch of(int[] asked, int[] recognised, List<String> names) {
        int[][] confusion = new int[names.size()][names.size()];
        int right = 0;
        for (int i = 0; i < asked.length; i++) {
            confusion[asked[i]][recognised[i]]++;
            right += asked[i] == recognised[i] ? 1 : 0;
        }
        Map<String, OptionalDouble> shares = new LinkedHashMap<>();
        for (int c = 0; c < confusion.length; c++) {
            shares.put(
                    names.get(c),
                    AttributeMatch.share(
                            confusion[c][c], Arrays.stream(confusion[c]).sum()));
        }
        return new LabelMatch(asked.length, (double) right / asked.length, shares, confusion);
    }

    @Override
    public OptionalDouble overall() {
        return OptionalDouble.of(total);
    }
}
