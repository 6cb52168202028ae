package dev.atelier.trainer.retention;

import dev.atelier.contract.artefact.Artefact;
import dev.atelier.contract.artefact.Lineage;
import dev.atelier.contract.artefact.Manifest;
import dev.atelier.contract.messages.ModelChange;
import dev.atelier.contract.messages.ModelChange.VersionPublished;
import dev.atelier.contract.messages.ModelChange.VersionRetired;
import dev.atelier.contract.models.Alias;
import dev.atelier.contract.models.Model;
import dev.atelier.contract.objects.ObjectKeys;
import dev.atelier.contract.objects.ObjectNotFoundException;
import dev.atelier.contract.objects.ObjectStore;
import dev.atelier.contract.trainings.TrainingRun;
import dev.atelier.contract.trainings.TrainingRuns;
import dev.atelier.trainer.registry.ModelLog;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Removes model versions that nothing needs, in two steps: a version is retired in the log, after which no gateway accepts
 * requests for it; its objects go once every request that was accepted before has ended. Each step may be repeated, and be
 * taken by several trainers at once.
 *
 * <p>A version stays where one of these holds: an alias points to it; it is among its model's newest; it is younger than
 * {@link Rules#youngest}; a picture made by it was stored (see {@link ObjectKeys#versionInUse}), so that the picture can be
 * made again; a version that stays learned from its weights; the run that made it is not over, say because it awaits a
 * person's approval. One that is found to be in use after it was retired is published once more.
 */
public final class VersionRetention {

    private static final String MARK = "retired";

    /**
     * When a version may go.
     *
     * @param newest versions of each model that stay
     * @param youngest age under which each stays
     * @param requests time after which a request that was accepted has ended for certain
     */
    public record Rules(int newest, Duration youngest, Duration requests) {
        public Rules {
            if (newest < 1 || youngest.isNegative() || requests.isNegative()) {
                throw new IllegalArgumentException("retention keeps 1 version or more, for no negative time; not "
                        + newest + ", " + youngest + ", " + requests);
            }
        }
    }

    private final ObjectStore store;
    private final ModelLog log;
    private final Rules rules;
    private final Clock clock;

    public VersionRetention(ObjectStore store, ModelLog log, Rules rules, Clock clock) {
        this.store = store;
        this.log = log;
        this.rules = rules;
        this.clock = clock;
    }

    /**
     * Retires what may be retired, removes what was retired long enough ago.
     *
     * @param by name of this trainer
     * @param runs as the whole log has them: one that is not known here keeps nothing
     * @return the versions that it retired, as {@code model version}
     */
    public List<String> sweep(String by, TrainingRuns runs) {
        Set<String> underWay = runs.all().stream()
                .filter(run -> !run.state().isEnd())
                .map(TrainingRun::id)
                .collect(Collectors.toSet());
        List<String> retired = new ArrayList<>();
        for (Model model : log.catalogue().models()) {
            for (Manifest manifest : superfluous(model, underWay)) {
                retire(manifest, by);
                retired.add(manifest.model() + " " + manifest.version());
            }
        }
        removeRetired(by);
        return retired;
    }

    private List<Manifest> superfluous(Model model, Set<String> underWay) {
        // One that was brought back is the last to be published again, and no newer than it was.
        List<Manifest> versions = model.versions().values().stream()
                .sorted(Comparator.comparing(Manifest::createdAt))
                .toList();
        Set<String> pointedTo =
                model.aliases().values().stream().map(Alias::version).collect(Collectors.toSet());
        Instant young = clock.instant().minus(rules.youngest());
        List<Manifest> candidates = versions.subList(0, Math.max(0, versions.size() - rules.newest())).stream()
                .filter(manifest -> !pointedTo.contains(manifest.version()))
                .filter(manifest -> manifest.createdAt().isBefore(young))
                .filter(manifest -> manifest.lineage()
                        .filter(lineage -> underWay.contains(lineage.run()))
                        .isEmpty())
                .filter(manifest -> store.stat(ObjectKeys.versionInUse(manifest.model(), manifest.version()))
                        .isEmpty())
                .toList();
        Set<String> parents = versions.stream()
                .filter(manifest -> !candidates.contains(manifest))
                .flatMap(manifest -> manifest.lineage().flatMap(Lineage::parent).stream())
                .collect(Collectors.toSet());
        return candidates.stream()
                .filter(manifest -> !parents.contains(manifest.digest()))
                .toList();
    }

    /** The mark goes first: what the log has retired is removed even where this trainer ends in between. */
    private void retire(Manifest manifest, String by) {
        Instant now = clock.instant();
        put(ObjectKeys.modelPart(manifest.model(), manifest.version(), MARK), now.toString());
        log.append(List.of(new VersionRetired(
                ModelChange.VERSION,
                manifest.model(),
                now,
                manifest.version(),
                by,
                "older than the newest " + rules.newest() + " and not in use")));
    }

    private void put(String key, String text) {
        store.put(key, text.getBytes(StandardCharsets.UTF_8), "text/plain", Map.of());
    }

    private void removeRetired(String by) {
        Set<String> known = log.catalogue().models().stream()
                .flatMap(model -> model.versions().keySet().stream()
                        .map(version -> ObjectKeys.modelPart(model.name(), version, "")))
                .collect(Collectors.toSet());
        for (String mark : marks()) {
            String folder = mark.substring(0, mark.length() - MARK.length());
            if (known.contains(folder)) {
                // Retiring it was void, say because an alias had moved there meanwhile.
                store.delete(mark);
            } else if (isInUse(folder)) {
                bringBack(folder, by);
                store.delete(mark);
            } else if (retiredAt(mark).plus(rules.requests()).isBefore(clock.instant())) {
                remove(folder, mark);
            }
        }
    }

    /** Whether a picture was made by it since it was retired: of a request that was accepted before. */
    private boolean isInUse(String folder) {
        return store.stat(folder + ObjectKeys.IN_USE).isPresent()
                && store.stat(folder + Manifest.FILE).isPresent();
    }

    private void bringBack(String folder, String by) {
        String key = folder + Manifest.FILE;
        Manifest manifest = Artefact.parse(store.get(key), key);
        log.append(List.of(new VersionPublished(ModelChange.VERSION, manifest.model(), clock.instant(), manifest, by)));
    }

    private List<String> marks() {
        return store.list("models/").stream()
                .filter(key -> key.endsWith("/" + MARK))
                .toList();
    }

    private Instant retiredAt(String mark) {
        try {
            return Instant.parse(new String(store.get(mark), StandardCharsets.UTF_8));
        } catch (ObjectNotFoundException e) {
            // Another trainer has just removed it.
            return Instant.MAX.minus(rules.requests());
        }
    }

    /** The manifest first, without which the version does not exist; the mark last, so that the rest is not forgotten. */
    private void remove(String folder, String mark) {
        store.delete(folder + Manifest.FILE);
        store.list(folder).stream().filter(key -> !key.equals(mark)).forEach(store::delete);
        store.delete(mark);
    }
}
