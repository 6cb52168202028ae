package dev.atelier.generator.layers;

import java.util.Arrays;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.api.ops.DynamicCustomOp;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.INDArrayIndex;
import org.nd4j.linalg.indexing.NDArrayIndex;

/** Calls of ND4J's native operations into arrays that are already there: no shape inference, no allocation. */
final class Ops {

    private static final long[] NO_INTEGERS = {};

    private Ops() {}

    static INDArray[] arrays(INDArray... arrays) {
        return arrays;
    }

    static void call(String name, INDArray[] inputs, INDArray[] outputs, long[] integers, double... reals) {
        DynamicCustomOp op = DynamicCustomOp.builder(name)
                .addInputs(inputs)
                .addOutputs(outputs)
                .build();
        op.addIArgument(integers);
        op.addTArgument(reals);
        Nd4j.exec(op);
    }

    static void call(String name, INDArray[] inputs, INDArray[] outputs) {
        call(name, inputs, outputs, NO_INTEGERS);
    }

    /** An array with undefined contents, in the current workspace where there is one. */
    static INDArray empty(DataType type, long... shape) {
        return Nd4j.createUninitialized(type, shape, 'c');
    }

    static INDArray like(INDArray x) {
        return empty(x.dataType(), x.shape());
    }

    /** A copy of the channels from one up to, not including, another: [batch, channels, …] → [batch, to − from, …]. */
    static INDArray channels(INDArray x, long from, long to) {
        INDArrayIndex[] indexes = new INDArrayIndex[x.rank()];
        Arrays.fill(indexes, NDArrayIndex.all());
        indexes[1] = NDArrayIndex.interval(from, to);
        long[] shape = x.shape().clone();
        shape[1] = to - from;
        return empty(x.dataType(), shape).assign(x.get(indexes));
    }

    /** The i-th of so many equal parts of the batch, [batch, …] → [batch / parts, …]; shares the memory. */
    static INDArray part(INDArray x, int i, int parts) {
        long size = x.size(0) / parts;
        INDArrayIndex[] indexes = new INDArrayIndex[x.rank()];
        Arrays.fill(indexes, NDArrayIndex.all());
        indexes[0] = NDArrayIndex.interval(i * size, (i + 1) * size);
        return x.get(indexes);
    }
}
