package dev.atelier.generator.runtime;

import dev.atelier.contract.artefact.Artefact;
import dev.atelier.contract.artefact.InvalidArtefactException;
import dev.atelier.contract.artefact.Manifest;
import dev.atelier.contract.artefact.PictureFormat;
import dev.atelier.contract.images.Picture;
import dev.atelier.generator.layers.Network;
import dev.atelier.generator.layers.NetworkSpec;
import dev.atelier.generator.layers.Pass;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import org.nd4j.linalg.api.memory.MemoryWorkspace;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Runs a network on batches of few sizes, padded with repetitions of the last picture. Another size may mean another native
 * kernel and another rounding, so only those are used that are known to make the same bytes, see {@link RunSizes}: a
 * picture does not depend on how many were asked for, nor on its place among them.
 */
public final class NetworkGenerator implements Generator {

    /**
     * Most pictures per run of the network. Measured on the 28×28 CGAN on one thread: runs of 1, 8, 16 and 32 take 5, 11, 19
     * and 24 ms; on the 64×64 one for several attributes 7, 25, 47 and 88 ms.
     */
    public static final int MICRO_BATCH = 32;

    /** Found once for a structure: shapes and machine decide, whatever the weights, and neither changes in a process. */
    private static final Map<NetworkSpec, RunSizes> OF_THIS_PROCESS = new ConcurrentHashMap<>();

    private final Network network;
    private final PixelRange range;
    private final PictureFormat format;
    private final int conditionSize;
    private final int latentSize;
    private final RunSizes sizes;
    private final Scratch scratch = new Scratch();

    /**
     * A generator that runs the network on full batches alone.
     *
     * @throws IllegalArgumentException where the network doesn't make pictures from a latent
     */
    public NetworkGenerator(Network network) {
        this(network, RunSizes.full());
    }

    private NetworkGenerator(Network network, RunSizes sizes) {
        this.sizes = sizes;
        NetworkSpec spec = network.spec();
        long[] output = network.output();
        if (spec.input().size() != 1 || output.length != 3) {
            throw new IllegalArgumentException(
                    "a generator turns [latentSize] into [channels, height, width]; this one " + spec.input() + " into "
                            + Arrays.toString(output));
        }
        this.network = network;
        range = PixelRange.of(spec);
        format = new PictureFormat((int) output[2], (int) output[1], (int) output[0]);
        conditionSize = spec.conditionSize();
        latentSize = Math.toIntExact(spec.input().get(0));
    }

    /**
     * Builds an artefact's network with its weights, and finds the sizes that it can be run on.
     *
     * @throws InvalidArtefactException where its parts don't fit each other or its manifest
     */
    public static NetworkGenerator load(Artefact artefact) {
        Manifest manifest = artefact.manifest();
        NetworkGenerator generator = new NetworkGenerator(ArtefactNetwork.load(artefact));
        if (!generator.format.equals(manifest.picture())
                || generator.latentSize != manifest.latentSize()
                || generator.conditionSize != manifest.schema().conditionSize()) {
            throw new InvalidArtefactException(artefact.folder() + ": the network makes " + generator.format + " from "
                    + generator.latentSize + " + " + generator.conditionSize + " numbers, the manifest says "
                    + manifest.picture() + " from " + manifest.latentSize() + " + "
                    + manifest.schema().conditionSize());
        }
        return generator.withSmallRuns();
    }

    /**
     * The same network, run on no more pictures than asked for where this changes no byte. Takes two to three full runs for
     * the first network of a structure, and no time for the next, say another version of the model.
     */
    NetworkGenerator withSmallRuns() {
        return new NetworkGenerator(network, OF_THIS_PROCESS.computeIfAbsent(network.spec(), structure -> sizes()));
    }

    private RunSizes sizes() {
        var random = new Random(0);
        float[][] conditions = draw(random, conditionSize);
        float[][] latents = draw(random, latentSize);
        try (Scratch ofThisThread = scratch) {
            return RunSizes.equalToFull(size -> run(conditions, latents, 0, size));
        }
    }

    private static float[][] draw(Random random, int width) {
        var vectors = new float[MICRO_BATCH][width];
        for (float[] vector : vectors) {
            for (int i = 0; i < width; i++) {
                vector[i] = (float) random.nextGaussian();
            }
        }
        return vectors;
    }

    @Override
    public int conditionSize() {
        return conditionSize;
    }

    @Override
    public int latentSize() {
        return latentSize;
    }

    @Override
    public PictureFormat picture() {
        return format;
    }

    /** Multiply-adds for one picture, see {@link dev.atelier.generator.layers.Layer#multiplyAdds}. */
    public long multiplyAdds() {
        return network.multiplyAdds();
    }

    @Override
    public List<Picture> generate(float[][] conditions, float[][] latents) {
        if (conditions.length != latents.length) {
            throw new IllegalArgumentException(
                    conditions.length + " conditions don't go with " + latents.length + " latents");
        }
        check(conditions, conditionSize, "condition");
        check(latents, latentSize, "latent");
        List<Picture> pictures = new ArrayList<>(latents.length);
        for (int start = 0; start < latents.length; start += MICRO_BATCH) {
            int count = Math.min(MICRO_BATCH, latents.length - start);
            add(run(conditions, latents, start, sizes.atLeast(count)), count, pictures);
        }
        return pictures;
    }

    /**
     * What the network computes for some pictures in one run.
     *
     * @param start the first of them
     * @param size pictures of the run; those beyond the last are repetitions of it
     * @return numbers in the order [size, channels, height, width]
     */
    float[] run(float[][] conditions, float[][] latents, int start, int size) {
        try (MemoryWorkspace ignored = scratch.enter()) {
            INDArray output = network.forward(
                    batch(latents, start, size, latentSize),
                    Pass.inference(batch(conditions, start, size, Math.max(conditionSize, 1))));
            return output.reshape('c', new long[] {output.length()}).toFloatVector();
        }
    }

    private static void check(float[][] vectors, int size, String what) {
        for (int i = 0; i < vectors.length; i++) {
            if (vectors[i].length != size) {
                throw new IllegalArgumentException(
                        what + " " + i + " has " + vectors[i].length + " numbers, the model takes " + size);
            }
        }
    }

    private static INDArray batch(float[][] vectors, int start, int size, int width) {
        float[] values = new float[size * width];
        for (int i = 0; i < size; i++) {
            float[] vector = vectors[Math.min(start + i, vectors.length - 1)];
            System.arraycopy(vector, 0, values, i * width, vector.length);
        }
        return Nd4j.create(values, new long[] {size, width}, 'c');
    }

    /** From [batch, channels, height, width] to pixels with their channels together. */
    private void add(float[] values, int count, List<Picture> pictures) {
        int area = format.width() * format.height();
        int channels = format.channels();
        for (int i = 0; i < count; i++) {
            byte[] pixels = new byte[area * channels];
            for (int channel = 0; channel < channels; channel++) {
                for (int p = 0; p < area; p++) {
                    float value = values[(i * channels + channel) * area + p];
                    if (Float.isNaN(value)) {
                        throw new IllegalStateException("the network computed something that is no number");
                    }
                    pixels[p * channels + channel] = range.pixel(value);
                }
            }
            pictures.add(new Picture(format.width(), format.height(), channels, pixels));
        }
    }

    @Override
    public void close() {
        scratch.close();
        network.close();
        NativeHeap.trim();
    }
}
