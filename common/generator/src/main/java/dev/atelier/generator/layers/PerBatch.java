package dev.atelier.generator.layers;

import java.util.List;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * A layer that looks at all examples of a batch at once. Where a pass carries several batches, one after the other, it sees
 * each by itself, as if they had come in passes of their own.
 */
final class PerBatch implements Layer {

    private final Layer layer;

    PerBatch(Layer layer) {
        this.layer = layer;
    }

    @Override
    public INDArray forward(INDArray x, Pass pass) {
        List<Pass> batches = pass.batches();
        if (batches.size() == 1) {
            return layer.forward(x, pass);
        }
        INDArray[] parts = new INDArray[batches.size()];
        for (int i = 0; i < parts.length; i++) {
            parts[i] = layer.forward(Ops.part(x, i, parts.length), batches.get(i));
        }
        return joined(parts);
    }

    @Override
    public INDArray backward(INDArray dy, Pass pass) {
        List<Pass> batches = pass.batches();
        if (batches.size() == 1) {
            return layer.backward(dy, pass);
        }
        INDArray[] parts = new INDArray[batches.size()];
        for (int i = parts.length - 1; i >= 0; i--) {
            parts[i] = layer.backward(Ops.part(dy, i, parts.length), batches.get(i));
        }
        return joined(parts);
    }

    private static INDArray joined(INDArray[] parts) {
        long[] shape = parts[0].shape().clone();
        shape[0] *= parts.length;
        INDArray all = Ops.empty(parts[0].dataType(), shape);
        Ops.call("concat", parts, Ops.arrays(all), new long[] {0});
        return all;
    }

    @Override
    public long multiplyAdds() {
        return layer.multiplyAdds();
    }
}
