package dev.atelier.generator.layers;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Several layers side by side on the same input, their outputs joined along the channels: [batch, in, …] → [batch, out₁ +
 * out₂ + …, …]. Blocks of Inception (Szegedy et al. 2015) are made of it, and networks with two heads.
 */
public final class Parallel implements Layer {

    private final List<Layer> branches;
    private final long[] channels;

    Parallel(List<Layer> branches, long[] channels) {
        this.branches = List.copyOf(branches);
        this.channels = channels;
    }

    /** In words; parameters of the n-th branch are called {@code n.…}, from 0. */
    public record Spec(List<LayerSpec> branches) implements LayerSpec {

        public Spec {
            branches = List.copyOf(branches);
            if (branches.isEmpty()) {
                throw new IllegalArgumentException("parallel needs at least one branch");
            }
        }

        @Override
        public Layer build(Site site) {
            List<Layer> built = new ArrayList<>();
            long[] channels = new long[branches.size()];
            long[] joined = null;
            for (int i = 0; i < channels.length; i++) {
                Site inside = site.inside(String.valueOf(i));
                built.add(branches.get(i).build(inside));
                long[] shape = inside.shape();
                channels[i] = shape[0];
                shape[0] = 0;
                if (joined != null && !Arrays.equals(joined, shape)) {
                    throw site.wrong("has branches whose outputs differ in more than their channels: branch " + i
                            + " gives " + Arrays.toString(inside.shape()));
                }
                joined = shape;
            }
            joined[0] = Arrays.stream(channels).sum();
            site.become(joined);
            return new Parallel(built, channels);
        }
    }

    @Override
    public INDArray forward(INDArray x, Pass pass) {
        INDArray[] parts = new INDArray[channels.length];
        for (int i = 0; i < parts.length; i++) {
            parts[i] = branches.get(i).forward(x, pass);
        }
        long[] shape = parts[0].shape().clone();
        shape[1] = Arrays.stream(channels).sum();
        INDArray y = Ops.empty(x.dataType(), shape);
        Ops.call("concat", parts, Ops.arrays(y), new long[] {1});
        return y;
    }

    @Override
    public INDArray backward(INDArray dy, Pass pass) {
        long end = dy.size(1);
        INDArray dx = null;
        for (int i = channels.length - 1; i >= 0; i--) {
            INDArray part = branches.get(i).backward(Ops.channels(dy, end - channels[i], end), pass);
            end -= channels[i];
            // A branch may hand on the array that it was given, so the sum goes into one of its own.
            dx = dx == null ? Ops.like(part).assign(part) : dx.addi(part);
        }
        return dx;
    }

    @Override
    public long multiplyAdds() {
        return branches.stream().mapToLong(Layer::multiplyAdds).sum();
    }
}
