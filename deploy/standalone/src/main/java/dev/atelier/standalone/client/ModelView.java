package dev.atelier.standalone.client;

import com.fasterxml.jackson.databind.JsonNode;
import dev.atelier.contract.artefact.Lineage;
import dev.atelier.contract.models.Alias;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A model as the gateway tells of it.
 *
 * @param aliases name to where it points
 * @param versions newest first
 */
public record ModelView(String model, Map<String, AliasView> aliases, List<VersionView> versions) {
    /** All of them. */
    record ModelsView(List<ModelView> models) {}

    /**
     * Where an alias points.
     *
     * @param revision counts its moves
     */
    public record AliasView(String version, long revision, Instant movedAt, String by, String reason) {}

    /**
     * A version.
     *
     * @param aliases that point to it
     * @param dataDigest of the data set it was trained on
     * @param lineage which run made it of what; absent where none did
     */
    public record VersionView(
            String version,
            List<String> aliases,
            String kind,
            String digest,
            String dataDigest,
            Instant createdAt,
            JsonNode scores,
            Optional<Lineage> lineage) {}

    public boolean hasChampion() {
        return aliases.containsKey(Alias.CHAMPION);
    }
}
