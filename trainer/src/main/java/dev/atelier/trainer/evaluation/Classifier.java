package dev.atelier.trainer.evaluation;

import dev.atelier.contract.images.Picture;
import dev.atelier.generator.layers.Network;
import dev.atelier.generator.layers.Pass;
import dev.atelier.generator.runtime.Scratch;
import dev.atelier.trainer.datasets.Examples;
import java.util.List;
import org.nd4j.linalg.api.memory.MemoryWorkspace;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** Says of which class a picture is. */
public final class Classifier implements AutoCloseable {

    private static final int BATCH = 64;
    private static final INDArray NO_CONDITIONS = Nd4j.empty();

    private final Network network;
    private final String digest;
    private final double accuracy;
    private final Scratch scratch = new Scratch();

    /**
     * @param network [channels, height, width], 0 to 1 → one logit per class
     * @param digest SHA-256 of its weights
     * @param accuracy share of the data set's test pictures that it gets right
     */
    Classifier(Network network, String digest, double accuracy) {
        this.network = network;
        this.digest = digest;
        this.accuracy = accuracy;
    }

    public String digest() {
        return digest;
    }

    public double accuracy() {
        return accuracy;
    }

    /** The most likely class of each picture. */
    public int[] classify(List<Picture> pictures) {
        int[] labels = new int[pictures.size()];
        int size = Math.toIntExact(network.spec().input().stream().reduce(1L, (a, b) -> a * b));
        for (int start = 0; start < labels.length; start += BATCH) {
            int count = Math.min(BATCH, labels.length - start);
            float[] values = new float[count * size];
            for (int i = 0; i < count; i++) {
                channelsFirst(pictures.get(start + i), values, i * size);
            }
            classify(values, count, labels, start);
        }
        return labels;
    }

    /** The share of the examples whose class is recognised. */
    static double accuracy(Network network, Examples examples) {
        try (Scratch scratch = new Scratch()) {
            int size = examples.pictureSize();
            int right = 0;
            for (int start = 0; start < examples.count(); start += BATCH) {
                int count = Math.min(BATCH, examples.count() - start);
                float[] values = new float[count * size];
                for (int i = 0; i < count; i++) {
                    examples.picture(start + i, values, i * size);
                }
                int[] labels = new int[count];
                classify(network, scratch, values, count, labels, 0);
                for (int i = 0; i < count; i++) {
                    right += labels[i] == examples.label(start + i) ? 1 : 0;
                }
            }
            return (double) right / examples.count();
        }
    }

    private void classify(float[] values, int count, int[] labels, int offset) {
        classify(network, scratch, values, count, labels, offset);
    }

    private static void classify(
            Network network, Scratch scratch, float[] values, int count, int[] labels, int offset) {
        List<Long> input = network.spec().input();
        try (MemoryWorkspace ignored = scratch.enter()) {
            INDArray x = Nd4j.create(values, new long[] {count, input.get(0), input.get(1), input.get(2)}, 'c');
            float[][] logits = network.forward(x, Pass.inference(NO_CONDITIONS)).toFloatMatrix();
            for (int i = 0; i < count; i++) {
                labels[offset + i] = largest(logits[i]);
            }
        }
    }

    private static int largest(float[] values) {
        int best = 0;
        for (int i = 1; i < values.length; i++) {
            if (values[i] > values[best]) {
                best = i;
            }
        }
        return best;
    }

    private static void channelsFirst(Picture picture, float[] into, int offset) {
        int area = picture.width() * picture.height();
        for (int channel = 0; channel < picture.channels(); channel++) {
            for (int p = 0; p < area; p++) {
                into[offset + channel * area + p] = (picture.pixels()[p * picture.channels() + channel] & 0xFF) / 255f;
            }
        }
    }

    @Override
    public void close() {
        scratch.close();
        network.close();
    }
}
