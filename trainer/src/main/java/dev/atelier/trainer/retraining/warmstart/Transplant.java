package dev.atelier.trainer.retraining.warmstart;

import dev.atelier.generator.layers.NetworkSpec;
import dev.atelier.generator.weights.Safetensors;
import dev.atelier.trainer.retraining.warmstart.SlotDimensions.Dimension;
import dev.atelier.trainer.retraining.warmstart.SlotDimensions.Holds;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Puts the numbers of an earlier network into one of the same layers: each to its place, those of a value to the value's
 * slot. What belongs to a new value keeps its first numbers.
 *
 * @param network name of it before its parameters' in a training, such as {@code generator}
 * @param earlier network
 * @param file with its numbers
 * @param prefix before its parameters' names in the file
 */
record Transplant(String network, NetworkSpec earlier, Safetensors file, String prefix) {

    void into(Map<String, INDArray> networks, Slots slots) throws IOException {
        Map<String, List<Dimension>> dimensions = SlotDimensions.of(earlier);
        for (Map.Entry<String, long[]> parameter :
                SlotDimensions.shapes(earlier).entrySet()) {
            String name = parameter.getKey();
            INDArray target = networks.get(network + "." + name);
            if (target == null) {
                throw new IOException("the training has no " + network + "." + name);
            }
            long[] shape = parameter.getValue();
            float[] numbers = file.read(prefix + name, shape);
            int[][] places = new int[shape.length][];
            for (int d = 0; d < shape.length; d++) {
                places[d] = places(dimensions.get(name).get(d), target.size(d), shape[d], slots);
            }
            put(numbers, shape, target, places);
        }
    }

    /** For each index of a dimension the earlier one, −1 where there is none. */
    private static int[] places(Dimension dimension, long size, long before, Slots slots) {
        int count = Math.toIntExact(size);
        if (dimension.holds() == Holds.NO_SLOTS) {
            return IntStream.range(0, count).toArray();
        }
        Optional<Integer> attribute = SlotDimensions.attribute(dimension);
        int[] ofSlots = attribute.map(slots::of).orElseGet(slots::all);
        int first = Math.toIntExact(before) - Slots.count(slots.earlier(), attribute);
        return IntStream.range(0, count)
                .map(i -> {
                    int slot = i < first ? -1 : ofSlots[i - first];
                    return i < first ? i : slot < 0 ? -1 : first + slot;
                })
                .toArray();
    }

    private static void put(float[] numbers, long[] shape, INDArray target, int[][] places) {
        long[] size = target.shape().clone();
        float[] values = target.reshape('c', new long[] {target.length()}).toFloatVector();
        for (int i = 0; i < values.length; i++) {
            int rest = i;
            long from = 0;
            long stride = 1;
            for (int d = shape.length - 1; d >= 0 && from >= 0; d--) {
                int index = rest % (int) size[d];
                rest /= (int) size[d];
                int place = places[d][index];
                from = place < 0 ? -1 : from + place * stride;
                stride *= shape[d];
            }
            if (from >= 0) {
                values[i] = numbers[(int) from];
            }
        }
        try (INDArray source = Nd4j.createFromArray(values)) {
            target.assign(source.reshape('c', size));
        }
    }
}
