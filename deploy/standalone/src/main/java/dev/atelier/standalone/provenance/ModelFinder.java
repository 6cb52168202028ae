package dev.atelier.standalone.provenance;

import dev.atelier.contract.artefact.Artefact;
import dev.atelier.contract.artefact.Manifest;
import dev.atelier.contract.images.Provenance;
import dev.atelier.standalone.terminal.CommandFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Finds the model version that made a picture, by its digest.
 *
 * @param folders that are searched with what lies in them, in this order; absent ones are passed over
 * @param store asked when no folder has it
 */
public record ModelFinder(List<Path> folders, ModelSource store) {
    // An artefact lies in shipped/{model} or cache/{worker}/{digest}.
    private static final int DEPTH = 4;

    /** A place from which a version can be fetched. */
    public interface ModelSource {
        /** The version; empty where it is not there. */
        Optional<Artefact> fetch(Provenance wanted) throws IOException;
    }

    /**
     * The verified artefact.
     *
     * @throws CommandFailure where no such digest is known; says so too where a version of that name has another one
     */
    public Artefact find(Provenance wanted) throws IOException {
        List<Manifest> sameName = new ArrayList<>();
        for (Path folder : folders) {
            for (Path file : manifests(folder)) {
                Manifest manifest = Artefact.parse(Files.readAllBytes(file), file.toString());
                if (manifest.digest().equals(wanted.digest())) {
                    return Artefact.open(file.getParent());
                }
                if (manifest.model().equals(wanted.model())
                        && manifest.version().equals(wanted.version())) {
                    sameName.add(manifest);
                }
            }
        }
        return store.fetch(wanted).orElseThrow(() -> new CommandFailure(unknown(wanted, sameName)));
    }

    private static List<Path> manifests(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.walk(folder, DEPTH)) {
            return files.filter(file -> file.endsWith(Manifest.FILE)).sorted().toList();
        }
    }

    private String unknown(Provenance wanted, List<Manifest> sameName) {
        String what = "no model with digest " + wanted.digest() + " is known here; searched " + folders
                + " and, where a system runs, its store.";
        return sameName.isEmpty()
                ? what
                : what + " Version " + wanted.version() + " of " + wanted.model() + " has digest "
                        + sameName.get(0).digest()
                        + ": the picture's text was altered, or it is from another installation";
    }
}
