package dev.atelier.contract.models;

import dev.atelier.contract.artefact.Manifest;
import dev.atelier.contract.messages.ModelChange;
import dev.atelier.contract.messages.ModelChange.AliasMoved;
import dev.atelier.contract.messages.ModelChange.VersionPublished;
import dev.atelier.contract.messages.ModelChange.VersionRetired;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The fold of {@code model.changes}. One thread applies, any thread reads: each step replaces an immutable map.
 *
 * <p>A version published a second time changes nothing, and never replaces the first. A move is void when its revision
 * is stale or its version is unknown; one that moves the champion leaves {@code previous} at the version that was champion
 * before, so that the two never disagree. A version that an alias points to can't be retired. Since every reader applies the same rule in the same order, all see one winner.
 */
public final class ModelCatalogue {
    private volatile Map<String, Model> models = Map.of();

    /** Applies the next change of the log; returns whether it counted. */
    public boolean apply(ModelChange change) {
        Model model = models.getOrDefault(change.model(), new Model(change.model(), Map.of(), Map.of()));
        Optional<Model> next = after(model, change);
        next.ifPresent(changed -> {
            var copy = new TreeMap<>(models);
            copy.put(changed.name(), changed);
            models = Collections.unmodifiableMap(copy);
        });
        return next.isPresent();
    }

    private static Optional<Model> after(Model model, ModelChange change) {
        if (change instanceof VersionPublished published) {
            return afterPublication(model, published);
        } else if (change instanceof VersionRetired retired) {
            return afterRetirement(model, retired);
        }
        return afterMove(model, (AliasMoved) change);
    }

    private static Optional<Model> afterPublication(Model model, VersionPublished change) {
        if (model.versions().containsKey(change.manifest().version())) {
            return Optional.empty();
        }
        var versions = new LinkedHashMap<>(model.versions());
        versions.put(change.manifest().version(), change.manifest());
        return Optional.of(new Model(model.name(), versions, model.aliases()));
    }

    private static Optional<Model> afterMove(Model model, AliasMoved move) {
        Alias now = model.aliases().get(move.alias());
        long revision = now == null ? 0 : now.revision();
        if (move.replaces() != revision || !model.versions().containsKey(move.version())) {
            return Optional.empty();
        }
        var aliases = new TreeMap<>(model.aliases());
        aliases.put(move.alias(), moved(move.alias(), now, move, move.version()));
        if (move.alias().equals(Alias.CHAMPION) && now != null && !now.version().equals(move.version())) {
            aliases.compute(Alias.PREVIOUS, (name, previous) -> moved(name, previous, move, now.version()));
        }
        return Optional.of(new Model(model.name(), model.versions(), aliases));
    }

    private static Alias moved(String name, Alias now, AliasMoved move, String version) {
        return new Alias(name, version, now == null ? 1 : now.revision() + 1, move.at(), move.by(), move.reason());
    }

    private static Optional<Model> afterRetirement(Model model, VersionRetired change) {
        boolean pointedTo = model.aliases().values().stream()
                .anyMatch(alias -> alias.version().equals(change.version()));
        if (pointedTo || !model.versions().containsKey(change.version())) {
            return Optional.empty();
        }
        var versions = new LinkedHashMap<>(model.versions());
        versions.remove(change.version());
        return Optional.of(new Model(model.name(), versions, model.aliases()));
    }

    public Optional<Model> model(String name) {
        return Optional.ofNullable(models.get(name));
    }

    /** All models, by name. */
    public Collection<Model> models() {
        return models.values();
    }

    /** A model that can be asked for pictures. */
    public Optional<Model> generator(String name) {
        return model(name).filter(Model::isGenerator);
    }

    /** The models that can be asked for pictures, by name. */
    public List<Model> generators() {
        return models.values().stream().filter(Model::isGenerator).toList();
    }

    /** What embeds products now: vectors of another version are not to be compared with its own. */
    public Optional<Manifest> productEmbedder() {
        return model(Model.PRODUCT_EMBEDDER).flatMap(Model::champion).filter(Manifest::isEmbedder);
    }
}
