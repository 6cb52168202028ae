package dev.atelier.trainer.evaluation;

import dev.atelier.contract.attributes.Attribute;
import dev.atelier.contract.attributes.Cardinality;
import dev.atelier.trainer.datasets.Classes;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * The share of pictures that a classifier puts into the class that was asked for; of real ones, into their own.
 *
 * @param images how many there are
 * @param total share of all, 0 to 1
 * @param perClass share of each class (or of each value of an attribute), in their order
 * @param confusion [asked][recognised], counts
 */
public record LabelMatch(int images, double total, Map<String, Double> perClass, int[][] confusion) {

    /** @param labels the classes that were asked for */
    public static LabelMatch of(Readings readings, int[] labels, List<String> classes) {
        return of(labels, IntStream.range(0, labels.length).map(readings::label).toArray(), classes);
    }

    /**
     * Of each attribute that takes one value, by its name. The classifier knows classes, which are combinations of values; a
     * value is as likely to it as the classes that have it are together.
     *
     * @param labels the classes that were asked for
     */
    public static Map<String, LabelMatch> ofAttributes(Readings readings, int[] labels, Classes classes) {
        Map<String, LabelMatch> matches = new LinkedHashMap<>();
        for (Attribute attribute : classes.schema().attributes()) {
            if (attribute.cardinality() == Cardinality.ONE_OF) {
                matches.put(attribute.name(), of(readings, labels, classes, attribute));
            }
        }
        return matches;
    }

    private static LabelMatch of(Readings readings, int[] labels, Classes classes, Attribute attribute) {
        int[] valueOfClass = classes.all().stream()
                .mapToInt(named -> attribute
                        .values()
                        .indexOf(
                                named.selection().values().get(attribute.name()).get(0)))
                .toArray();
        int[] asked = new int[labels.length];
        int[] recognised = new int[labels.length];
        for (int i = 0; i < labels.length; i++) {
            asked[i] = valueOfClass[labels[i]];
            double[] likely = new double[attribute.values().size()];
            for (int c = 0; c < valueOfClass.length; c++) {
                likely[valueOfClass[c]] += readings.probabilities()[i][c];
            }
            for (int value = 1; value < likely.length; value++) {
                recognised[i] = likely[value] > likely[recognised[i]] ? value : recognised[i];
            }
        }
        return of(asked, recognised, attribute.values());
    }

    private static LabelMatch of(int[] asked, int[] recognised, List<String> names) {
        int[][] confusion = new int[names.size()][names.size()];
        int right = 0;
        for (int i = 0; i < asked.length; i++) {
            confusion[asked[i]][recognised[i]]++;
            right += asked[i] == recognised[i] ? 1 : 0;
        }
        Map<String, Double> shares = new LinkedHashMap<>();
        for (int c = 0; c < confusion.length; c++) {
            int all = Arrays.stream(confusion[c]).sum();
            shares.put(names.get(c), all == 0 ? 0 : (double) confusion[c][c] / all);
        }
        return new LabelMatch(asked.length, (double) right / asked.length, shares, confusion);
    }
}
