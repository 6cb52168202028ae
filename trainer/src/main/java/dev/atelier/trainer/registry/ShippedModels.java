package dev.atelier.trainer.registry;

import dev.atelier.contract.artefact.Artefact;
import dev.atelier.contract.artefact.Manifest;
import dev.atelier.contract.attributes.ClosestNames;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * A folder of artefacts, {@code FOLDER/{model}/{version}/manifest.json}.
 *
 * @param folder may be an artefact itself
 */
public record ShippedModels(Path folder) {
    /**
     * Every artefact below the folder, verified, in the order of their paths.
     *
     * @throws dev.atelier.contract.artefact.InvalidArtefactException where one is torn or altered
     */
    public List<Artefact> artefacts() throws IOException {
        if (!Files.isDirectory(folder)) {
            throw new IOException(folder + " is no folder of artefacts");
        }
        try (Stream<Path> files = Files.walk(folder, 3)) {
            return files.filter(file -> file.getFileName().toString().equals(Manifest.FILE))
                    .sorted()
                    .map(Path::getParent)
                    .map(Artefact::open)
                    .toList();
        }
    }

    /**
     * The newest version of a model.
     *
     * @throws IllegalArgumentException where there is no model of this name; says which are most like it
     */
    public Artefact newest(String model) throws IOException {
        List<Artefact> shipped = artefacts();
        List<String> names =
                shipped.stream().map(a -> a.manifest().model()).distinct().toList();
        return shipped.stream()
                .filter(a -> a.manifest().model().equals(model))
                .max(Comparator.comparing(a -> a.manifest().createdAt()))
                .orElseThrow(() -> new IllegalArgumentException("'" + model
                        + "' is neither an artefact's folder nor a shipped model; "
                        + (names.isEmpty()
                                ? folder + " holds no model"
                                : "did you mean '" + String.join("', '", ClosestNames.to(model, names)) + "'?")));
    }
}
