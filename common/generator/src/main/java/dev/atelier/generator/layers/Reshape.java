package dev.atelier.generator.layers;

import java.util.Arrays;
import java.util.List;
import org.nd4j.linalg.api.ndarray.INDArray;

/** The same numbers in another shape, [batch, …from] → [batch, …to]; shares the memory. */
public final class Reshape implements Layer {

    private final long[] from;
    private final long[] to;

    Reshape(long[] from, long[] to) {
        this.from = from;
        this.to = to;
    }

    /** @param shape of one example, as [channels, height, width] */
    public record Spec(List<Long> shape) implements LayerSpec {

        public Spec {
            shape = List.copyOf(shape);
        }

        public static Spec picture(long channels, long height, long width) {
            return new Spec(List.of(channels, height, width));
        }

        @Override
        public Layer build(Site site) {
            return at(site, shape.stream().mapToLong(Long::longValue).toArray());
        }
    }

    static Reshape at(Site site, long[] to) {
        long[] from = site.shape();
        if (size(from) != size(to)) {
            throw site.wrong("can't make " + Arrays.toString(to) + " of " + Arrays.toString(from));
        }
        site.become(to);
        return new Reshape(from, to);
    }

    static long size(long[] shape) {
        return Arrays.stream(shape).reduce(1, (a, b) -> a * b);
    }

    @Override
    public INDArray forward(INDArray x, Pass pass) {
        return x.reshape('c', batched(x.size(0), to));
    }

    @Override
    public INDArray backward(INDArray dy, Pass pass) {
        return dy.reshape('c', batched(dy.size(0), from));
    }

    private static long[] batched(long batch, long[] shape) {
        long[] full = new long[shape.length + 1];
        full[0] = batch;
        System.arraycopy(shape, 0, full, 1, shape.length);
        return full;
    }
}
