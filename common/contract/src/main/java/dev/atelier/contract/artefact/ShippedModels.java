package dev.atelier.contract.artefact;

import dev.atelier.contract.attributes.ClosestNames;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * A folder of artefacts, such as those that come with the project: {@code FOLDER/{model}/{version}/manifest.json}. Generators,
 * and what looks at pictures.
 *
 * @param folder may be absent, which is as good as empty
 */
public record ShippedModels(Path folder) {
    private static final int DEPTH = 3;

    /** @throws IOException where the folder is absent */
    public ShippedModels required() throws IOException {
        if (!Files.isDirectory(folder)) {
            throw new IOException(folder + " is no folder of artefacts");
        }
        return this;
    }

    /**
     * Every artefact, verified, in the order of their paths.
     *
     * @throws InvalidArtefactException where one is torn or altered
     */
    public List<Artefact> artefacts() throws IOException {
        return manifestFiles().stream().map(Path::getParent).map(Artefact::open).toList();
    }

    /** The names of the models that make pictures, in alphabetical order, by the manifests alone. */
    public List<String> names() throws IOException {
        var names = new TreeSet<String>();
        for (Path file : manifestFiles()) {
            Manifest manifest = Artefact.parse(Files.readAllBytes(file), file.toString());
            if (!manifest.isEmbedder()) {
                names.add(manifest.model());
            }
        }
        return List.copyOf(names);
    }

    /**
     * An artefact by its own folder, or the newest version of a model by its name.
     *
     * @throws IllegalArgumentException where it is neither; says which names are most like it
     */
    public Artefact find(String folderOrName) throws IOException {
        Path path = Path.of(folderOrName);
        if (Files.exists(path.resolve(Manifest.FILE))) {
            return Artefact.open(path);
        }
        List<String> names = names();
        return artefacts().stream()
                .filter(artefact -> artefact.manifest().model().equals(folderOrName))
                .max(Comparator.comparing(artefact -> artefact.manifest().createdAt()))
                .orElseThrow(() -> new IllegalArgumentException("'" + folderOrName
                        + "' is neither an artefact's folder (with a " + Manifest.FILE + ") nor a shipped model; "
                        + (names.isEmpty()
                                ? folder + " holds no model"
                                : "did you mean '" + String.join("', '", ClosestNames.to(folderOrName, names))
                                        + "'?")));
    }

    private List<Path> manifestFiles() throws IOException {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.walk(folder, DEPTH)) {
            return files.filter(file -> file.endsWith(Manifest.FILE)).sorted().toList();
        }
    }
}
