package dev.atelier.standalone.provenance;

import dev.atelier.contract.artefact.Artefact;
import dev.atelier.contract.artefact.InvalidArtefactException;
import dev.atelier.contract.images.Provenance;
import dev.atelier.contract.models.ModelStore;
import dev.atelier.contract.objects.MinioObjectStore;
import dev.atelier.contract.objects.ObjectStore;
import dev.atelier.contract.objects.StoreSettings;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/**
 * The store of a system that runs.
 *
 * @param settings empty where none runs
 * @param cache folder for what is fetched
 */
public record RunningStore(Optional<StoreSettings> settings, Path cache) implements ModelFinder.ModelSource {
    @Override
    public Optional<Artefact> fetch(Provenance wanted) throws IOException {
        if (settings.isEmpty()) {
            return Optional.empty();
        }
        try (ObjectStore store = new MinioObjectStore(settings.get())) {
            return Optional.of(new ModelStore(store).fetch(wanted.model(), wanted.version(), wanted.digest(), cache));
        } catch (InvalidArtefactException notThere) {
            // Absent, or of another digest; the finder tells the person.
            return Optional.empty();
        }
    }
}
