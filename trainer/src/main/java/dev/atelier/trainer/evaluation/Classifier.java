package dev.atelier.trainer.evaluation;

import dev.atelier.contract.images.Picture;
import dev.atelier.generator.layers.Network;
import dev.atelier.generator.layers.Pass;
import dev.atelier.generator.runtime.Scratch;
import dev.atelier.trainer.datasets.Examples;
import java.util.Arrays;
import java.util.List;
import org.nd4j.linalg.api.memory.MemoryWorkspace;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** Says of which class a picture is and which attributes it has, and by which features it sees that. */
public final class Classifier implements AutoCloseable {

    private static final int BATCH = 64;
    private static final INDArray NO_CONDITIONS = Nd4j.empty();

    private final Network network;
    private final Heads heads;
    private final String digest;
    private final double accuracy;
    private final Scratch scratch = new Scratch();

    /**
     * @param network [channels, height, width], 0 to 1 → [features, logits]
     * @param heads what its last numbers, the logits, say
     * @param digest SHA-256 of its weights
     * @param accuracy share of the data set's test pictures that it gets right
     */
    Classifier(Network network, Heads heads, String digest, double accuracy) {
        if (network.output().length != 1 || network.output()[0] < heads.size()) {
            throw new IllegalArgumentException(
                    "a classifier of " + heads.classes().size() + " classes gives features and " + heads.size()
                            + " logits, not " + Arrays.toString(network.output()));
        }
        this.network = network;
        this.heads = heads;
        this.digest = digest;
        this.accuracy = accuracy;
    }

    public String digest() {
        return digest;
    }

    public double accuracy() {
        return accuracy;
    }

    /** How many features a picture has. */
    public int features() {
        return Math.toIntExact(network.output()[0]) - heads.size();
    }

    /** Features and probabilities of pictures of the size that the network takes. */
    public Readings read(List<Picture> pictures) {
        return read(pictures.size(), (index, into, offset) -> channelsFirst(pictures.get(index), into, offset));
    }

    /** Features and probabilities of the examples from one index up to, not including, another. */
    public Readings read(Examples examples, int from, int to) {
        return read(to - from, (index, into, offset) -> examples.picture(from + index, into, offset));
    }

    /** Writes one picture as [channels, height, width], 0 to 1. */
    private interface Source {
        void write(int index, float[] into, int offset);
    }

    private Readings read(int count, Source source) {
        Readings readings = Readings.room(count);
        List<Long> input = network.spec().input();
        int size = Math.toIntExact(input.stream().reduce(1L, (a, b) -> a * b));
        for (int start = 0; start < count; start += BATCH) {
            int part = Math.min(BATCH, count - start);
            float[] values = new float[part * size];
            for (int i = 0; i < part; i++) {
                source.write(start + i, values, i * size);
            }
            try (MemoryWorkspace ignored = scratch.enter()) {
                INDArray x = Nd4j.create(values, new long[] {part, input.get(0), input.get(1), input.get(2)}, 'c');
                float[][] output =
                        network.forward(x, Pass.inference(NO_CONDITIONS)).toFloatMatrix();
                for (int i = 0; i < part; i++) {
                    float[] logits = Arrays.copyOfRange(output[i], features(), output[i].length);
                    readings.features()[start + i] = Arrays.copyOf(output[i], features());
                    readings.probabilities()[start + i] = heads.ofClasses(logits);
                    readings.attributes()[start + i] = heads.ofAttributes(logits);
                }
            }
        }
        return readings;
    }

    private static void channelsFirst(Picture picture, float[] into, int offset) {
        byte[] planes = picture.planes();
        for (int i = 0; i < planes.length; i++) {
            into[offset + i] = (planes[i] & 0xFF) / 255f;
        }
    }

    @Override
    public void close() {
        scratch.close();
        network.close();
    }
}
