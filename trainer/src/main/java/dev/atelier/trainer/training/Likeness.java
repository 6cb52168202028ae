package dev.atelier.trainer.training;

import dev.atelier.contract.attributes.Attribute;
import dev.atelier.contract.attributes.AttributeSchema;
import dev.atelier.contract.attributes.ClosestNames;
import dev.atelier.trainer.losses.Loss;
import dev.atelier.trainer.losses.PairwiseDifference;
import dev.atelier.trainer.recipes.Consistency;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** Pulls generated pictures that were asked for with one value of an attribute towards each other. */
final class Likeness {

    private final String name;
    private final double weight;
    private final List<List<Integer>> groups;

    /**
     * @param schema of the data's conditions
     * @throws IllegalArgumentException where it has no attribute of the consistency's name; says which it has
     */
    Likeness(Consistency consistency, AttributeSchema schema) {
        List<String> names = schema.attributes().stream().map(Attribute::name).toList();
        name = consistency.attribute().orElse(names.get(0));
        weight = consistency.weight();
        if (!names.contains(name)) {
            throw new IllegalArgumentException("consistency is asked of '" + name
                    + "', which is no attribute of the data; did you mean "
                    + String.join(" or ", ClosestNames.to(name, names)) + "? All: " + names);
        }
        groups = groups(schema, name, consistency.groups().orElse(Map.of()));
    }

    /** The condition vector's slots of each group. */
    private static List<List<Integer>> groups(AttributeSchema schema, String name, Map<String, List<String>> together) {
        Map<String, String> groupOf = new LinkedHashMap<>();
        together.forEach((group, values) -> values.forEach(value -> groupOf.put(folded(value), "group " + group)));
        Map<String, List<Integer>> slots = new LinkedHashMap<>();
        int slot = 0;
        for (Attribute attribute : schema.attributes()) {
            for (String value : attribute.values()) {
                if (attribute.name().equals(name)) {
                    String group = groupOf.getOrDefault(folded(value), "value " + value);
                    slots.computeIfAbsent(group, g -> new ArrayList<>()).add(slot);
                }
                slot++;
            }
        }
        return List.copyOf(slots.values());
    }

    private static String folded(String value) {
        return value.toLowerCase(Locale.ROOT);
    }

    /** What the loss is called in a run's losses. */
    String lossName() {
        return "difference within " + name;
    }

    /** @param generated one picture for each of the batch's conditions, [batch, channels, height, width] */
    Pull pull(INDArray generated, Batch batch) {
        float[][] conditions = batch.conditions().toFloatMatrix();
        int size = conditions.length;
        List<int[]> members = groups.stream()
                .map(slots -> IntStream.range(0, size)
                        .filter(i -> slots.stream().anyMatch(slot -> conditions[i][slot] == 1))
                        .toArray())
                .toList();
        float[][] pictures =
                generated.reshape('c', size, generated.length() / size).toFloatMatrix();
        Loss loss = PairwiseDifference.of(pictures, members);
        INDArray gradient = Nd4j.create(loss.gradient()).muli(weight);
        return new Pull(loss.value(), gradient.reshape('c', generated.shape()));
    }
}
