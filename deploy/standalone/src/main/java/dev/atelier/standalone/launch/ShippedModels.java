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
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * The models that come with the project, as artefact folders.
 *
 * @param folder that holds one folder per model; may be absent
 */
public record ShippedModels(Path folder) {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final long PAUSE_MS = 50;

    /** The artefacts, verified, by name. */
    public List<Artefact> artefacts() throws IOException {
        var found = new ArrayList<Artefact>();
        if (Files.isDirectory(folder)) {
            try (Stream<Path> folders = Files.list(folder)) {
                folders.filter(inner -> Files.exists(inner.resolve(Manifest.FILE)))
                        .sorted()
                        .map(Artefact::open)
                        .forEach(found::add);
            }
        }
        return found;
    }

    /** Their names, by the manifests alone. */
    public List<String> names() throws IOException {
        var names = new TreeSet<String>();
        if (Files.isDirectory(folder)) {
            try (Stream<Path> manifests = Files.list(folder).map(inner -> inner.resolve(Manifest.FILE))) {
                for (Path manifest : manifests.filter(Files::exists).toList()) {
                    names.add(Artefact.parse(Files.readAllBytes(manifest), manifest.toString())
                            .model());
                }
            }
        }
        return List.copyOf(names);
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
