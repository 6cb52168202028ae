package dev.atelier.trainer.retraining.runs;

import dev.atelier.contract.artefact.Artefact;
import dev.atelier.contract.artefact.InvalidArtefactException;
import dev.atelier.contract.artefact.Lineage;
import dev.atelier.contract.artefact.Manifest;
import dev.atelier.contract.messages.ModelChange;
import dev.atelier.contract.messages.ModelChange.AliasMoved;
import dev.atelier.contract.messages.ModelChange.VersionPublished;
import dev.atelier.contract.models.Alias;
import dev.atelier.contract.models.Model;
import dev.atelier.contract.models.ModelStore;
import dev.atelier.contract.trainings.TrainingRun;
import dev.atelier.trainer.registry.ModelLog;
import java.io.IOException;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The version that a run makes: its name, its publication, and finding it again. */
record Challenger(TrainingRun run, ModelStore store, ModelLog models, OutagePatience patience) {
    private static final Logger LOG = LoggerFactory.getLogger(Challenger.class);
    private static final DateTimeFormatter DAY =
            DateTimeFormatter.ofPattern("yyyyMMdd").withZone(ZoneOffset.UTC);

    /** When the run was asked for, which run, which attempt: no two attempts ever write to one version. */
    String version(int attempt) {
        return DAY.format(run.requestedAt()) + "-" + run.id().substring(0, 8) + "-" + attempt;
    }

    /**
     * The version that an earlier attempt published before it died, so that nothing is trained twice.
     *
     * @param cache where it is brought
     */
    Optional<Artefact> published(Path cache) throws IOException {
        List<Manifest> made = model().map(Model::versions).orElse(Map.of()).values().stream()
                .filter(manifest -> manifest.lineage().map(Lineage::run).equals(Optional.of(run.id())))
                .toList();
        for (int i = made.size() - 1; i >= 0; i--) {
            try {
                Manifest manifest = made.get(i);
                return Optional.of(store.fetch(run.model(), manifest.version(), manifest.digest(), cache));
            } catch (InvalidArtefactException e) {
                LOG.warn("run {}: {}; it is trained again", run.id(), e.getMessage());
            }
        }
        return Optional.empty();
    }

    /** Uploads it, its manifest last, and tells of it. */
    void publish(Artefact artefact) throws IOException {
        store.publish(artefact);
        Manifest manifest = artefact.manifest();
        if (!model().map(Model::versions).orElse(Map.of()).containsKey(manifest.version())) {
            append(new VersionPublished(ModelChange.VERSION, run.model(), Hold.now(), manifest, by()));
        }
    }

    /** Calls it the challenger. Orders may go there, so what the gate has not let pass is none. */
    void passed(String version) {
        Optional<Alias> now = model().map(Model::aliases).map(aliases -> aliases.get(Alias.CHALLENGER));
        if (now.map(Alias::version).equals(Optional.of(version))) {
            return;
        }
        append(new AliasMoved(
                ModelChange.VERSION,
                run.model(),
                Hold.now(),
                Alias.CHALLENGER,
                version,
                now.map(Alias::revision).orElse(0L),
                by(),
                "learned from version " + run.update().version() + " of "
                        + run.update().dataSet()));
    }

    private String by() {
        return "training run " + run.id();
    }

    private void append(ModelChange change) {
        patience.get(() -> {
            models.append(List.of(change));
            return true;
        });
    }

    private Optional<Model> model() {
        return patience.get(models::catalogue).model(run.model());
    }
}
