package dev.atelier.trainer.artefacts;

import com.fasterxml.jackson.databind.JsonNode;
import dev.atelier.contract.artefact.Artefact;
import dev.atelier.contract.artefact.Lineage;
import dev.atelier.contract.artefact.Manifest;
import dev.atelier.contract.artefact.PictureFormat;
import dev.atelier.contract.json.Json;
import dev.atelier.generator.layers.Network;
import dev.atelier.generator.runtime.Generator;
import dev.atelier.generator.runtime.GoldenPicture;
import dev.atelier.generator.runtime.NetworkGenerator;
import dev.atelier.trainer.datasets.DataSet;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * Writes a generator as an artefact. Its weights are rounded to float16 first and the scores taken of the rounded network,
 * which is the one that everybody loads.
 *
 * @param model the name under which it is served
 * @param version of the model
 * @param kind of network, such as {@code cgan}
 * @param data what it was trained on
 * @param recipe how, as JSON
 * @param lineage the run that trained it; empty where none did
 */
public record GeneratorExport(
        String model, String version, String kind, DataSet data, JsonNode recipe, Optional<Lineage> lineage) {

    public GeneratorExport(String model, String version, String kind, DataSet data, JsonNode recipe) {
        this(model, version, kind, data, recipe, Optional.empty());
    }

    /**
     * @param network G with its averaged weights; afterwards it has the rounded ones
     * @param scoring measures the rounded generator and gives its scores as a JSON object
     * @param folder of the artefact, which must not exist yet
     */
    public Artefact write(Network network, Function<Generator, JsonNode> scoring, Path folder) throws IOException {
        byte[] weights = RoundedWeights.of(network);
        NetworkGenerator generator = new NetworkGenerator(network);
        PictureFormat picture = generator.picture();
        Artefact.Description description = new Artefact.Description(
                model,
                version,
                kind,
                picture,
                generator.latentSize(),
                data.schema(),
                recipe,
                data.digest(),
                scoring.apply(generator),
                TrainedCombinations.of(data.training()),
                lineage);
        Map<String, byte[]> parts = new LinkedHashMap<>();
        parts.put(Manifest.NETWORK, Json.pretty(network.spec()).getBytes(StandardCharsets.UTF_8));
        parts.put(Manifest.WEIGHTS, weights);
        parts.put(
                Manifest.GOLDEN, GoldenPicture.of(generator, data.schema(), model, version, description.digest(parts)));
        return Artefact.write(folder, description, parts);
    }
}
