package dev.atelier.standalone.models;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.atelier.contract.artefact.Artefact;
import dev.atelier.contract.artefact.Manifest;
import dev.atelier.contract.artefact.PictureFormat;
import dev.atelier.contract.attributes.Attribute;
import dev.atelier.contract.attributes.AttributeSchema;
import dev.atelier.contract.attributes.ShownCombinations;
import dev.atelier.contract.json.Json;
import dev.atelier.generator.layers.Dense;
import dev.atelier.generator.layers.JoinCondition;
import dev.atelier.generator.layers.Network;
import dev.atelier.generator.layers.NetworkSpec;
import dev.atelier.generator.layers.Relu;
import dev.atelier.generator.layers.Reshape;
import dev.atelier.generator.layers.Sigmoid;
import dev.atelier.generator.layers.UpsampleConv2d;
import dev.atelier.generator.weights.NetworkWeights;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.channels.Channels;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A small model whose weights are random: its pictures are noise, but a function of what is asked for like any other. */
public final class UntrainedModel {
    private static final int LATENT = 8;

    private UntrainedModel() {}

    /**
     * Writes the artefact.
     *
     * @param folder that becomes the artefact's
     * @param weightsSeed other weights for each
     */
    public static Artefact write(Path folder, String name, String version, long weightsSeed) throws IOException {
        AttributeSchema schema =
                AttributeSchema.of(Attribute.oneOf("category", List.of("Coat", "Dress", "Bag", "Sandal")));
        return write(folder, name, version, weightsSeed, schema, Optional.empty());
    }

    /**
     * Writes the artefact of another schema.
     *
     * @param shown by its training pictures, as it claims
     */
    public static Artefact write(
            Path folder,
            String name,
            String version,
            long weightsSeed,
            AttributeSchema schema,
            Optional<ShownCombinations> shown)
            throws IOException {
        NetworkSpec spec = new NetworkSpec(
                List.of((long) LATENT),
                schema.conditionSize(),
                List.of(
                        new JoinCondition.Spec(),
                        new Dense.Spec(7 * 7 * 8),
                        new Relu.Spec(),
                        Reshape.Spec.picture(8, 7, 7),
                        new UpsampleConv2d.Spec(8),
                        new Relu.Spec(),
                        new UpsampleConv2d.Spec(1),
                        new Sigmoid.Spec()));
        var weights = new ByteArrayOutputStream();
        try (Network network = Network.of(spec)) {
            network.initialise(weightsSeed);
            NetworkWeights.write(network, Channels.newChannel(weights));
        }
        var description = new Artefact.Description(
                name,
                version,
                "untrained",
                new PictureFormat(28, 28, 1),
                LATENT,
                schema,
                JsonNodeFactory.instance.objectNode().put("seed", weightsSeed),
                "none",
                JsonNodeFactory.instance.objectNode(),
                shown,
                Optional.empty());
        return Artefact.write(
                folder,
                description,
                Map.of(Manifest.NETWORK, Json.bytes(spec), Manifest.WEIGHTS, weights.toByteArray()));
    }
}
