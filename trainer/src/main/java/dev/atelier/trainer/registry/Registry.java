package dev.atelier.trainer.registry;

import dev.atelier.contract.artefact.Artefact;
import dev.atelier.contract.artefact.Manifest;
import dev.atelier.contract.messages.ModelChange;
import dev.atelier.contract.messages.ModelChange.AliasMoved;
import dev.atelier.contract.messages.ModelChange.VersionPublished;
import dev.atelier.contract.models.Alias;
import dev.atelier.contract.models.Model;
import dev.atelier.contract.models.ModelStore;
import java.io.IOException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Makes versions known. Every step may be repeated: what is done already is left as it is. */
public final class Registry {
    private final ModelStore store;
    private final ModelLog log;

    public Registry(ModelStore store, ModelLog log) {
        this.store = store;
        this.log = log;
    }

    /**
     * Uploads a version, then tells of it; the first version of a model also becomes its champion. An alias that exists
     * is never moved here. Where two do this at once, both tell, and the log's order lets one champion win.
     *
     * @param by who publishes
     * @return whether there was anything to do
     * @throws dev.atelier.contract.artefact.InvalidArtefactException where another version has this name already
     */
    public boolean publish(Artefact artefact, String by) throws IOException {
        boolean uploaded = store.publish(artefact);
        Manifest manifest = artefact.manifest();
        Optional<Model> known = log.catalogue().model(manifest.model());
        Instant now = Instant.now().truncatedTo(ChronoUnit.MILLIS);
        var changes = new ArrayList<ModelChange>();
        if (!known.map(Model::versions).orElse(Map.of()).containsKey(manifest.version())) {
            changes.add(new VersionPublished(ModelChange.VERSION, manifest.model(), now, manifest, by));
        }
        if (!known.map(Model::aliases).orElse(Map.of()).containsKey(Alias.CHAMPION)) {
            changes.add(new AliasMoved(
                    ModelChange.VERSION,
                    manifest.model(),
                    now,
                    Alias.CHAMPION,
                    manifest.version(),
                    0,
                    by,
                    "first version of the model"));
        }
        if (!changes.isEmpty()) {
            log.append(List.copyOf(changes));
        }
        return uploaded || !changes.isEmpty();
    }
}
