package dev.atelier.workers.testing;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.atelier.contract.artefact.Artefact;
import dev.atelier.contract.artefact.Manifest;
import dev.atelier.contract.artefact.PictureFormat;
import dev.atelier.contract.attributes.Attribute;
import dev.atelier.contract.attributes.AttributeSchema;
import dev.atelier.contract.json.Json;
import dev.atelier.generator.layers.Dense;
import dev.atelier.generator.layers.JoinCondition;
import dev.atelier.generator.layers.LayerSpec;
import dev.atelier.generator.layers.Network;
import dev.atelier.generator.layers.NetworkSpec;
import dev.atelier.generator.layers.Relu;
import dev.atelier.generator.layers.Reshape;
import dev.atelier.generator.layers.Sigmoid;
import dev.atelier.generator.layers.UpsampleConv2d;
import dev.atelier.generator.runtime.GoldenPicture;
import dev.atelier.generator.runtime.NetworkGenerator;
import dev.atelier.generator.weights.NetworkWeights;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.channels.Channels;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A real artefact whose weights are random numbers: small, quick, and as deterministic as any other. */
public final class TinyModel {
    public static final AttributeSchema SCHEMA =
            AttributeSchema.of(Attribute.oneOf("category", List.of("Bag", "Coat", "Dress", "Shirt")));
    private static final int LATENT_SIZE = 16;

    private TinyModel() {}

    /** @param seed of the random weights: another seed is another model */
    public static Artefact write(Path folder, String model, String version, long seed) throws IOException {
        List<LayerSpec> layers = List.of(
                new JoinCondition.Spec(),
                new Dense.Spec(16 * 7 * 7),
                new Relu.Spec(),
                Reshape.Spec.picture(16, 7, 7),
                new UpsampleConv2d.Spec(8),
                new Relu.Spec(),
                new UpsampleConv2d.Spec(1),
                new Sigmoid.Spec());
        return write(folder, model, version, seed, layers);
    }

    /**
     * @param layers from a latent of 16 numbers, condition not yet joined, to a picture of 28×28×1
     */
    public static Artefact write(Path folder, String model, String version, long seed, List<LayerSpec> layers)
            throws IOException {
        return write(folder, model, version, seed, layers, seed);
    }

    /**
     * @param goldenSeed of the weights that make its golden picture: another one than {@code seed} makes it a false one
     */
    public static Artefact write(
            Path folder, String model, String version, long seed, List<LayerSpec> layers, long goldenSeed)
            throws IOException {
        var spec = new NetworkSpec(List.of((long) LATENT_SIZE), SCHEMA.conditionSize(), layers);
        Network network = Network.of(spec);
        Map<String, byte[]> parts = parts(spec, roundedWeights(network, seed));
        Artefact.Description what = description(model, version);
        if (goldenSeed != seed) {
            roundedWeights(network, goldenSeed);
        }
        try (NetworkGenerator generator = new NetworkGenerator(network)) {
            parts.put(Manifest.GOLDEN, GoldenPicture.of(generator, SCHEMA, model, version, what.digest(parts)));
        }
        return Artefact.write(folder, what, parts);
    }

    /** One as they were before there were golden pictures. */
    public static Artefact withoutGolden(Path folder, String model, String version, long seed, List<LayerSpec> layers)
            throws IOException {
        var spec = new NetworkSpec(List.of((long) LATENT_SIZE), SCHEMA.conditionSize(), layers);
        try (Network network = Network.of(spec)) {
            return Artefact.write(folder, description(model, version), parts(spec, roundedWeights(network, seed)));
        }
    }

    private static Artefact.Description description(String model, String version) {
        var empty = JsonNodeFactory.instance.objectNode();
        return new Artefact.Description(
                model, version, "cgan", new PictureFormat(28, 28, 1), LATENT_SIZE, SCHEMA, empty, "none", empty);
    }

    private static Map<String, byte[]> parts(NetworkSpec spec, byte[] weights) {
        return new HashMap<>(Map.of(Manifest.NETWORK, Json.bytes(spec), Manifest.WEIGHTS, weights));
    }

    /** Gives the network the weights of the seed as a file of weights holds them, and returns that file. */
    private static byte[] roundedWeights(Network network, long seed) throws IOException {
        network.initialise(seed);
        var weights = new ByteArrayOutputStream();
        NetworkWeights.write(network, Channels.newChannel(weights));
        Path file = Files.createTempFile("weights", ".safetensors");
        try {
            Files.write(file, weights.toByteArray());
            NetworkWeights.read(file, network);
        } finally {
            Files.delete(file);
        }
        return weights.toByteArray();
    }
}
