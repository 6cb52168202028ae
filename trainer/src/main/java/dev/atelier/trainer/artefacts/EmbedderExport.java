package dev.atelier.trainer.artefacts;

import com.fasterxml.jackson.databind.JsonNode;
import dev.atelier.contract.artefact.Artefact;
import dev.atelier.contract.artefact.Manifest;
import dev.atelier.contract.json.Json;
import dev.atelier.contract.models.Model;
import dev.atelier.generator.embedding.Embedder;
import dev.atelier.generator.layers.Network;
import dev.atelier.trainer.datasets.DataSet;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * Writes an embedder of products as an artefact, as {@link GeneratorExport} does with generators.
 *
 * @param version of it
 * @param data what it was trained on
 * @param recipe how, as JSON
 */
public record EmbedderExport(String version, DataSet data, JsonNode recipe) {

    /**
     * @param network with its averaged weights; afterwards it has the rounded ones
     * @param scoring measures the rounded embedder and gives its scores as a JSON object
     * @param folder of the artefact, which must not exist yet
     */
    public Artefact write(Network network, Function<Embedder, JsonNode> scoring, Path folder) throws IOException {
        byte[] weights = RoundedWeights.of(network);
        Embedder embedder = new Embedder(network);
        Artefact.Description description = new Artefact.Description(
                Model.PRODUCT_EMBEDDER,
                version,
                Manifest.EMBEDDER,
                embedder.picture(),
                embedder.dimensions(),
                data.schema(),
                recipe,
                data.digest(),
                scoring.apply(embedder),
                Optional.empty(),
                Optional.empty());
        return Artefact.write(
                folder,
                description,
                Map.of(
                        Manifest.NETWORK,
                        Json.pretty(network.spec()).getBytes(StandardCharsets.UTF_8),
                        Manifest.WEIGHTS,
                        weights));
    }
}
