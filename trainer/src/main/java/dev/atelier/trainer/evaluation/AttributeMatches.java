package dev.atelier.trainer.evaluation;

import dev.atelier.contract.attributes.Attribute;
import dev.atelier.contract.attributes.AttributeSchema;
import dev.atelier.contract.attributes.Cardinality;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;

/**
 * How well each attribute is recognised, by its own head of the classifier.
 *
 * @param each by the attribute's name, in the schema's order
 * @param joint share of pictures whose one-of attributes are all recognised at once; empty where there is none
 */
public record AttributeMatches(Map<String, AttributeMatch> each, OptionalDouble joint) {

    /** @param conditions that were asked for, [count][conditionSize] */
    public static AttributeMatches of(Readings readings, float[][] conditions, AttributeSchema schema) {
        Map<String, AttributeMatch> each = new LinkedHashMap<>();
        List<int[]> oneOf = new ArrayList<>();
        int slot = 0;
        for (Attribute attribute : schema.attributes()) {
            int end = slot + attribute.values().size();
            if (attribute.cardinality() == Cardinality.ONE_OF) {
                oneOf.add(new int[] {slot, end});
                each.put(attribute.name(), LabelMatch.of(readings, conditions, slot, attribute.values()));
            } else {
                each.put(attribute.name(), MultiLabelMatch.of(readings, conditions, slot, attribute.values()));
            }
            slot = end;
        }
        return new AttributeMatches(
                each, oneOf.isEmpty() ? OptionalDouble.empty() : joint(readings, conditions, oneOf));
    }

    /** @param oneOf each attribute's first slot and the one behind its last */
    private static OptionalDouble joint(Readings readings, float[][] conditions, List<int[]> oneOf) {
        int right = 0;
        for (int i = 0; i < conditions.length; i++) {
            int picture = i;
            boolean all = oneOf.stream()
                    .allMatch(
                            slots -> conditions[picture][slots[0] + readings.value(picture, slots[0], slots[1])] == 1);
            right += all ? 1 : 0;
        }
        return AttributeMatch.share(right, conditions.length);
    }
}
