package dev.atelier.generator.layers;

import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.indexing.NDArrayIndex;
import org.nd4j.linalg.ops.transforms.Transforms;

/**
 * Appends a channel that says how much the batch varies (Karras et al. 2018), so that a discriminator notices a generator
 * that always makes the same: [batch, channels, …] → [batch, channels + 1, …]. The deviation over the batch of each value,
 * √(variance + 1e-8), is averaged over all values into one number, which fills the channel.
 */
public final class MinibatchDeviation implements Layer {

    private static final double EPSILON = 1e-8;

    public record Spec() implements LayerSpec {

        @Override
        public Layer build(Site site) {
            long[] shape = site.shape();
            shape[0]++;
            site.become(shape);
            return new PerBatch(new MinibatchDeviation());
        }
    }

    @Override
    public INDArray forward(INDArray x, Pass pass) {
        INDArray rows = rows(x);
        INDArray centred = rows.subRowVector(rows.mean(0));
        INDArray deviation =
                Transforms.sqrt(Transforms.pow(centred, 2, true).mean(0).addi(EPSILON), false);
        pass.keep(centred, deviation);
        INDArray y = Ops.empty(x.dataType(), joined(x));
        long values = rows.size(1);
        INDArray joined = rows(y);
        joined.get(NDArrayIndex.all(), NDArrayIndex.interval(0, values)).assign(rows);
        joined.get(NDArrayIndex.all(), NDArrayIndex.interval(values, joined.size(1)))
                .assign(deviation.meanNumber());
        return y;
    }

    /** Of each value x with mean m and deviation s over a batch of n, ∂(mean of s)/∂x = (x − m) / (n s) / number of values. */
    @Override
    public INDArray backward(INDArray dy, Pass pass) {
        INDArray deviation = pass.recall();
        INDArray centred = pass.recall();
        INDArray joined = rows(dy);
        long values = centred.size(1);
        double atMean = joined.get(NDArrayIndex.all(), NDArrayIndex.interval(values, joined.size(1)))
                .sumNumber()
                .doubleValue();
        INDArray dx = centred.diviRowVector(deviation).muli(atMean / (centred.size(0) * (double) values));
        dx.addi(joined.get(NDArrayIndex.all(), NDArrayIndex.interval(0, values)));
        long[] shape = dy.shape().clone();
        shape[1]--;
        return dx.reshape('c', shape);
    }

    private static long[] joined(INDArray x) {
        long[] shape = x.shape().clone();
        shape[1]++;
        return shape;
    }

    private static INDArray rows(INDArray x) {
        return x.reshape('c', x.size(0), x.length() / x.size(0));
    }
}
