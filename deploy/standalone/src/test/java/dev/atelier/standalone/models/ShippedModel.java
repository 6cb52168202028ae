package dev.atelier.standalone.models;

import dev.atelier.contract.artefact.Artefact;
import dev.atelier.contract.artefact.Manifest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;

/** The trained models that the project ships. */
public final class ShippedModel {
    private static final Path MODELS = Path.of(System.getProperty("atelier.root"), "deploy/models");

    private ShippedModel() {}

    public static Artefact open(String model, String version) {
        return Artefact.open(MODELS.resolve(model).resolve(version));
    }

    /**
     * Writes the same network once more under another name, as a further version of a model of the same attributes.
     *
     * @param folder that becomes the artefact's
     */
    public static Artefact writeAs(Path folder, Artefact shipped, String model, String version) throws IOException {
        Manifest manifest = shipped.manifest();
        var description = new Artefact.Description(
                model,
                version,
                manifest.kind(),
                manifest.picture(),
                manifest.latentSize(),
                manifest.schema(),
                manifest.recipe(),
                manifest.dataDigest(),
                manifest.scores(),
                manifest.shown(),
                manifest.lineage());
        var parts = new HashMap<String, byte[]>();
        for (String part : manifest.parts().keySet()) {
            parts.put(part, Files.readAllBytes(shipped.part(part)));
        }
        return Artefact.write(folder, description, parts);
    }
}
