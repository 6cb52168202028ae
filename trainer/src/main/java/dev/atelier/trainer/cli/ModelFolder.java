package dev.atelier.trainer.cli;

import dev.atelier.contract.artefact.Artefact;
import dev.atelier.contract.artefact.ShippedModels;
import java.io.IOException;
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
        Path root = Path.of(System.getProperty("atelier.root", ""));
        return new ShippedModels(root.resolve("deploy/models")).find(model);
    }
}
