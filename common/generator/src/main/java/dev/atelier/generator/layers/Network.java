package dev.atelier.generator.layers;

import java.util.Random;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/** A built network: its layers, its weights and its running statistics. Not for use by two threads at once. */
public final class Network implements AutoCloseable {

    private final NetworkSpec spec;
    private final Parameters weights;
    private final Parameters statistics;
    private final Layer root;
    private final long[] output;

    private Network(NetworkSpec spec, DataType type) {
        this.spec = spec;
        weights = new Parameters();
        statistics = new Parameters();
        long[] input = spec.input().stream().mapToLong(Long::longValue).toArray();
        Site site = Site.start(input, spec.attributes(), weights, statistics);
        root = new Sequential.Spec(spec.layers()).build(site);
        output = site.shape();
        weights.allocate(type);
        statistics.allocate(type);
        initialise(0);
    }

    /** Builds with float32 and starts every parameter from seed 0. */
    public static Network of(NetworkSpec spec) {
        return new Network(spec, DataType.FLOAT);
    }

    /** Builds with another type: {@code DOUBLE} is for checking gradients. */
    public static Network of(NetworkSpec spec, DataType type) {
        return new Network(spec, type);
    }

    /** Builds with float32 and memory for gradients, and starts every parameter from the seed. */
    public static Network trainable(NetworkSpec spec, long seed) {
        Network network = of(spec);
        network.allocateGradients();
        network.initialise(seed);
        return network;
    }

    public void initialise(long seed) {
        Random random = new Random(seed);
        weights.initialise(random);
        statistics.initialise(random);
    }

    void allocateGradients() {
        weights.allocateGradients();
    }

    /** The network's value at {@code x}, [batch, …input]. */
    public INDArray forward(INDArray x, Pass pass) {
        return root.forward(x, pass);
    }

    /** The gradient at the input for the one at the output; see {@link Layer#backward}. */
    public INDArray backward(INDArray dy, Pass pass) {
        return root.backward(dy, pass);
    }

    public NetworkSpec spec() {
        return spec;
    }

    public Parameters weights() {
        return weights;
    }

    /** Running means and variances: not trained, but part of what inference computes with. */
    public Parameters statistics() {
        return statistics;
    }

    /** The shape of one example's output. */
    public long[] output() {
        return output.clone();
    }

    @Override
    public void close() {
        weights.close();
        statistics.close();
    }

    /** See {@link Layer#multiplyAdds}. */
    public long multiplyAdds() {
        return root.multiplyAdds();
    }
}
