package dev.atelier.workers.testing;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.atelier.contract.artefact.Artefact;
import dev.atelier.contract.artefact.Manifest;
import dev.atelier.contract.artefact.PictureFormat;
import dev.atelier.contract.json.Json;
import dev.atelier.contract.models.Model;
import dev.atelier.generator.layers.Conv2d;
import dev.atelier.generator.layers.Dense;
import dev.atelier.generator.layers.Flatten;
import dev.atelier.generator.layers.Network;
import dev.atelier.generator.layers.NetworkSpec;
import dev.atelier.generator.layers.Relu;
import dev.atelier.generator.weights.NetworkWeights;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.channels.Channels;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** A real embedder whose weights are random numbers. */
public final class TinyEmbedder {
    public static final int DIMENSIONS = 8;
    private static final int SIDE = 16;

    private TinyEmbedder() {}

    /** @param seed of the random weights: another seed is another embedder */
    public static Artefact write(Path folder, String version, long seed) throws IOException {
        var spec = new NetworkSpec(
                List.of(3L, (long) SIDE, (long) SIDE),
                0,
                List.of(new Conv2d.Spec(4, 3, 2, 1), new Relu.Spec(), new Flatten.Spec(), new Dense.Spec(DIMENSIONS)));
        var empty = JsonNodeFactory.instance.objectNode();
        var weights = new ByteArrayOutputStream();
        try (Network network = Network.of(spec)) {
            network.initialise(seed);
            NetworkWeights.write(network, Channels.newChannel(weights));
        }
        return Artefact.write(
                folder,
                new Artefact.Description(
                        Model.PRODUCT_EMBEDDER,
                        version,
                        Manifest.EMBEDDER,
                        new PictureFormat(SIDE, SIDE, 3),
                        DIMENSIONS,
                        TinyModel.SCHEMA,
                        empty,
                        "none",
                        empty),
                Map.of(Manifest.NETWORK, Json.bytes(spec), Manifest.WEIGHTS, weights.toByteArray()));
    }
}
