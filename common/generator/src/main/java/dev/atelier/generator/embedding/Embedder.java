package dev.atelier.generator.embedding;

import dev.atelier.contract.artefact.Artefact;
import dev.atelier.contract.artefact.InvalidArtefactException;
import dev.atelier.contract.artefact.Manifest;
import dev.atelier.contract.artefact.PictureFormat;
import dev.atelier.contract.images.Picture;
import dev.atelier.contract.products.FeatureVector;
import dev.atelier.generator.layers.Network;
import dev.atelier.generator.layers.Pass;
import dev.atelier.generator.runtime.ArtefactNetwork;
import dev.atelier.generator.runtime.NativeHeap;
import dev.atelier.generator.runtime.Scratch;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.nd4j.linalg.api.memory.MemoryWorkspace;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Runs a network that turns pictures into feature vectors. Unlike those of a generator its batches have the size that is
 * asked for: a rounding that depends on it moves a vector by less than pictures differ. For one thread at a time.
 */
public final class Embedder implements AutoCloseable {

    /** Most pictures in one run of the network. */
    public static final int LARGEST_BATCH = 32;

    private static final INDArray NO_CONDITIONS = Nd4j.empty();

    private final Network network;
    private final PictureFormat format;
    private final int dimensions;
    private final Scratch scratch = new Scratch();

    /**
     * @param network [channels, height, width], 0 to 1 → [dimensions]
     * @throws IllegalArgumentException where it is none of this kind
     */
    public Embedder(Network network) {
        List<Long> input = network.spec().input();
        if (input.size() != 3 || network.output().length != 1 || network.spec().conditionSize() != 0) {
            throw new IllegalArgumentException(
                    "an embedder turns [channels, height, width] into [dimensions]; this network " + input + " into "
                            + Arrays.toString(network.output()));
        }
        this.network = network;
        format = new PictureFormat(
                Math.toIntExact(input.get(2)), Math.toIntExact(input.get(1)), Math.toIntExact(input.get(0)));
        dimensions = Math.toIntExact(network.output()[0]);
    }

    /**
     * Builds an artefact's network with its weights.
     *
     * @throws InvalidArtefactException where it is no embedder, or its parts don't fit each other or its manifest
     */
    public static Embedder load(Artefact artefact) {
        Manifest manifest = artefact.manifest();
        if (!manifest.isEmbedder()) {
            throw new InvalidArtefactException(artefact.folder() + " holds no embedder but a " + manifest.kind());
        }
        Embedder embedder = new Embedder(ArtefactNetwork.load(artefact));
        if (!embedder.format.equals(manifest.picture()) || embedder.dimensions != manifest.latentSize()) {
            throw new InvalidArtefactException(artefact.folder() + ": the network turns " + embedder.format + " into "
                    + embedder.dimensions + " numbers, the manifest says " + manifest.picture() + " into "
                    + manifest.latentSize());
        }
        return embedder;
    }

    /** The size of the pictures that it looks at. */
    public PictureFormat picture() {
        return format;
    }

    /** Numbers of a vector. */
    public int dimensions() {
        return dimensions;
    }

    /**
     * The vector of each picture.
     *
     * @param pictures of the embedder's size, as many as there are
     * @throws IllegalArgumentException where a picture has another size
     */
    public List<FeatureVector> embed(List<Picture> pictures) {
        for (Picture picture : pictures) {
            if (picture.width() != format.width()
                    || picture.height() != format.height()
                    || picture.channels() != format.channels()) {
                throw new IllegalArgumentException("the embedder looks at " + format + ", not at " + picture.width()
                        + "×" + picture.height() + "×" + picture.channels());
            }
        }
        List<FeatureVector> vectors = new ArrayList<>(pictures.size());
        for (int start = 0; start < pictures.size(); start += LARGEST_BATCH) {
            vectors.addAll(batch(pictures.subList(start, Math.min(start + LARGEST_BATCH, pictures.size()))));
        }
        return vectors;
    }

    private List<FeatureVector> batch(List<Picture> pictures) {
        int size = format.channels() * format.height() * format.width();
        float[] values = new float[pictures.size() * size];
        for (int i = 0; i < pictures.size(); i++) {
            byte[] planes = pictures.get(i).planes();
            for (int p = 0; p < size; p++) {
                values[i * size + p] = (planes[p] & 0xFF) / 255f;
            }
        }
        try (MemoryWorkspace ignored = scratch.enter()) {
            INDArray x = Nd4j.create(
                    values, new long[] {pictures.size(), format.channels(), format.height(), format.width()}, 'c');
            float[][] output = network.forward(x, Pass.inference(NO_CONDITIONS)).toFloatMatrix();
            return Arrays.stream(output).map(FeatureVector::towards).toList();
        }
    }

    @Override
    public void close() {
        scratch.close();
        network.close();
        NativeHeap.trim();
    }
}
