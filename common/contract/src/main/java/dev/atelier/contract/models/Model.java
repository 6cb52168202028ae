package dev.atelier.contract.models;

import dev.atelier.contract.artefact.Manifest;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * A model as of some point of the log.
 *
 * @param versions version to its manifest, oldest first
 * @param aliases name to where it points
 */
public record Model(String name, Map<String, Manifest> versions, Map<String, Alias> aliases) {
    /** The model whose champion embeds products and the pictures that are searched with. */
    public static final String PRODUCT_EMBEDDER = "product-embedder";

    public Model {
        versions = Collections.unmodifiableMap(new LinkedHashMap<>(versions));
        aliases = Map.copyOf(aliases);
    }

    /** The version that an alias or a version's own name stands for. */
    public Optional<Manifest> resolve(String aliasOrVersion) {
        Alias alias = aliases.get(aliasOrVersion);
        return Optional.ofNullable(versions.get(alias == null ? aliasOrVersion : alias.version()));
    }

    /** Whether it makes pictures; one that only looks at them cannot be asked for any. */
    public boolean isGenerator() {
        return versions.values().stream().noneMatch(Manifest::isEmbedder);
    }

    public Optional<Manifest> champion() {
        return resolve(Alias.CHAMPION);
    }
}
