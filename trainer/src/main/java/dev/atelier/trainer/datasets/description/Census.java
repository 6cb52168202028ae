package dev.atelier.trainer.datasets.description;

import dev.atelier.contract.attributes.Attribute;
import dev.atelier.trainer.datasets.DataSet;
import dev.atelier.trainer.datasets.Examples;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * How many pictures have which attributes, and how many are of which class.
 *
 * @param pictures all
 * @param attributes attribute to value to count, in the order of the schema
 * @param classes class to count, in the order of the labels
 */
public record Census(Count pictures, Map<String, Map<String, Count>> attributes, Map<String, Count> classes) {

    public Census {
        attributes = Collections.unmodifiableMap(new LinkedHashMap<>(attributes));
        classes = Collections.unmodifiableMap(new LinkedHashMap<>(classes));
    }

    public static Census of(DataSet data) {
        int[] training = slots(data.training());
        int[] heldOut = slots(data.test());
        Map<String, Map<String, Count>> attributes = new LinkedHashMap<>();
        int slot = 0;
        for (Attribute attribute : data.schema().attributes()) {
            Map<String, Count> values = new LinkedHashMap<>();
            for (String value : attribute.values()) {
                values.put(value, new Count(training[slot], heldOut[slot]));
                slot++;
            }
            attributes.put(attribute.name(), values);
        }
        int[] trainingLabels = labels(data.training());
        int[] heldOutLabels = labels(data.test());
        Map<String, Count> classes = new LinkedHashMap<>();
        for (int label = 0; label < trainingLabels.length; label++) {
            classes.put(data.training().classes().name(label), new Count(trainingLabels[label], heldOutLabels[label]));
        }
        return new Census(new Count(data.training().count(), data.test().count()), attributes, classes);
    }

    /** How often each slot of the condition vector is set. */
    private static int[] slots(Examples examples) {
        int[] counts = new int[examples.conditionSize()];
        byte[] conditions = examples.conditions();
        for (int i = 0; i < conditions.length; i++) {
            counts[i % counts.length] += conditions[i];
        }
        return counts;
    }

    private static int[] labels(Examples examples) {
        int[] counts = new int[examples.classes().size()];
        for (int label : examples.labels()) {
            counts[label]++;
        }
        return counts;
    }
}
