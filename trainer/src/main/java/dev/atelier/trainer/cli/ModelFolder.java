package dev.atelier.trainer.cli;

import dev.atelier.contract.artefact.Artefact;
import dev.atelier.trainer.registry.ShippedModels;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A model as a person names it: an artefact's folder, or the name of a shipped model. */
final class ModelFolder {

    private ModelFolder() {}

    /**
     * The artefact in the folder, or the newest version of the shipped model of this name. Shipped models lie in
     * deploy/models of the project's folder, which the system property {@code atelier.root} names; without it, of the
     * working folder.
     *
     * @throws IllegalArgumentException where it is neither; says which names are most like it
     */
    static Artefact open(String model) throws IOException {
        if (Files.isDirectory(Path.of(model))) {
            return Artefact.open(Path.of(model));
        }
        Path shipped = Path.of(System.getProperty("atelier.root", "")).resolve("deploy/models");
        if (!Files.isDirectory(shipped)) {
            throw new IllegalArgumentException("'" + model + "' is no folder, and there are no shipped models in "
                    + shipped.toAbsolutePath() + "; name an artefact's folder");
        }
        return new ShippedModels(shipped).newest(model);
    }
}
