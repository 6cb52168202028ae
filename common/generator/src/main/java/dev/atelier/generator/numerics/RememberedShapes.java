package dev.atelier.generator.numerics;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.nd4j.common.primitives.Pair;
import org.nd4j.linalg.api.buffer.DataBuffer;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.BaseShapeInfoProvider;
import org.nd4j.linalg.api.shape.LongShapeDescriptor;
import org.nd4j.linalg.api.shape.options.ArrayOptionsHelper;
import org.nd4j.linalg.api.shape.options.ArrayType;

/**
 * Gives each array its description for the native library, one for all of equal shape. ND4J's own for processors makes a new
 * one for every array but those of one rare way: native memory that the garbage collector has to find by a phantom
 * reference, and a number from the system's secure random. A network's run makes hundreds of arrays, of ever the same shapes.
 */
public final class RememberedShapes extends BaseShapeInfoProvider {
    /** Far more than networks have. Those beyond are made anew each time. */
    private static final int MOST = 10_000;

    /** By all that tells shapes apart, with ND4J's bits for type and emptiness. Descriptions are never changed. */
    private final Map<LongShapeDescriptor, Pair<DataBuffer, long[]>> known = new ConcurrentHashMap<>();

    @Override
    public Pair<DataBuffer, long[]> createShapeInformation(
            long[] shape, long[] stride, long elementWiseStride, char order, DataType type, boolean isEmpty) {
        return remembered(
                new LongShapeDescriptor(shape, stride, 0, elementWiseStride, order, bits(type, isEmpty)),
                () -> super.createShapeInformation(shape, stride, elementWiseStride, order, type, isEmpty));
    }

    @Override
    public Pair<DataBuffer, long[]> createShapeInformation(
            long[] shape, long[] stride, long elementWiseStride, char order, long extras) {
        return remembered(
                new LongShapeDescriptor(shape, stride, 0, Math.max(0, elementWiseStride), order, extras),
                () -> super.createShapeInformation(shape, stride, Math.max(0, elementWiseStride), order, extras));
    }

    private Pair<DataBuffer, long[]> remembered(
            LongShapeDescriptor shape, Supplier<Pair<DataBuffer, long[]>> description) {
        Pair<DataBuffer, long[]> found = known.get(shape);
        if (found != null) {
            return found;
        }
        return known.size() < MOST ? known.computeIfAbsent(shape, missing -> description.get()) : description.get();
    }

    private static long bits(DataType type, boolean isEmpty) {
        long bits = ArrayOptionsHelper.setOptionBit(0L, type);
        return isEmpty ? ArrayOptionsHelper.setOptionBit(bits, ArrayType.EMPTY) : bits;
    }

    @Override
    public void purgeCache() {
        known.clear();
    }
}
