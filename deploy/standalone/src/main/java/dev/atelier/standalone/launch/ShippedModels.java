package dev.atelier.standalone.launch;

import dev.atelier.contract.artefact.Artefact;
import dev.atelier.contract.artefact.Manifest;
import dev.atelier.contract.models.Alias;
import dev.atelier.standalone.client.Gateway;
import dev.atelier.standalone.client.ModelView;
import dev.atelier.standalone.terminal.CommandFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * The models that come with the project, {@code FOLDER/{model}/{version}/manifest.json}.
 *
 * @param folder may be absent
 */
public record ShippedModels(Path folder) {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final long PAUSE_MS = 100;
    private static final int DEPTH = 3;

    /** The artefacts, verified, in the order of their paths. */
    public List<Artefact> artefacts() throws IOException {
        return manifestFiles().stream().map(Path::getParent).map(Artefact::open).toList();
    }

    /** The models' names, by the manifests alone. */
    public List<String> names() throws IOException {
        var names = new TreeSet<String>();
        for (Path file : manifestFiles()) {
            names.add(Artefact.parse(Files.readAllBytes(file), file.toString()).model());
        }
        return List.copyOf(names);
    }

    private List<Path> manifestFiles() throws IOException {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.walk(folder, DEPTH)) {
            return files.filter(file -> file.endsWith(Manifest.FILE)).sorted().toList();
        }
    }

    /** Waits until every one of them has a champion: the trainer publishes them at its start. */
    void awaitChampions(Gateway gateway, Startup startup) throws IOException, InterruptedException {
        var waitingFor = new TreeSet<>(names());
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (!waitingFor.isEmpty()) {
            for (ModelView model : gateway.models()) {
                if (model.hasChampion() && waitingFor.remove(model.model())) {
                    String champion = model.aliases().get(Alias.CHAMPION).version();
                    startup.ready("model", model.model() + ", version " + champion);
                }
            }
            startup.requireHope();
            if (System.nanoTime() > end) {
                throw new CommandFailure("the trainer has not published " + String.join(", ", waitingFor) + " within "
                        + PATIENCE.toSeconds() + " s; its log tells why");
            }
            Thread.sleep(PAUSE_MS);
        }
    }
}
