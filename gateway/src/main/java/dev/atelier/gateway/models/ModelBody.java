package dev.atelier.gateway.models;

import com.fasterxml.jackson.databind.JsonNode;
import dev.atelier.contract.artefact.Lineage;
import dev.atelier.contract.artefact.Manifest;
import dev.atelier.contract.artefact.PictureFormat;
import dev.atelier.contract.attributes.AttributeSchema;
import dev.atelier.contract.attributes.ShownCombinations;
import dev.atelier.contract.models.Alias;
import dev.atelier.contract.models.Model;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A model as clients see it.
 *
 * @param aliases name to where it points
 * @param versions newest first
 */
public record ModelBody(String model, Map<String, AliasBody> aliases, List<VersionBody> versions) {

    /** All models, by name. */
    public record ModelsBody(List<ModelBody> models) {}

    /** Where an alias points, since when, and by whose decision. */
    public record AliasBody(String version, long revision, Instant movedAt, String by, String reason) {
        static AliasBody of(Alias alias) {
            return new AliasBody(alias.version(), alias.revision(), alias.movedAt(), alias.by(), alias.reason());
        }
    }

    /**
     * A version.
     *
     * @param digest of network, weights and schema
     * @param aliases that point to it
     * @param lineage which run made it of what; absent where none did
     */
    public record VersionBody(
            String version,
            List<String> aliases,
            String kind,
            PictureFormat picture,
            String digest,
            String dataDigest,
            Instant createdAt,
            JsonNode scores,
            Optional<Lineage> lineage) {}

    /**
     * A version's attributes, and which version they are of.
     *
     * @param shown the combinations that its training pictures showed, where that is known
     */
    public record SchemaBody(
            String model,
            String version,
            String digest,
            PictureFormat picture,
            AttributeSchema schema,
            Optional<ShownCombinations> shown) {
        static SchemaBody of(Manifest manifest) {
            return new SchemaBody(
                    manifest.model(),
                    manifest.version(),
                    manifest.digest(),
                    manifest.picture(),
                    manifest.schema(),
                    manifest.shown());
        }
    }

    static ModelBody of(Model model) {
        var versions = new ArrayList<>(model.versions().values().stream()
                .map(manifest -> version(model, manifest))
                .toList());
        Collections.reverse(versions);
        var aliases = new TreeMap<String, AliasBody>();
        model.aliases().forEach((name, alias) -> aliases.put(name, AliasBody.of(alias)));
        return new ModelBody(model.name(), aliases, versions);
    }

    private static VersionBody version(Model model, Manifest manifest) {
        List<String> aliases = model.aliases().values().stream()
                .filter(alias -> alias.version().equals(manifest.version()))
                .map(Alias::name)
                .sorted()
                .toList();
        return new VersionBody(
                manifest.version(),
                aliases,
                manifest.kind(),
                manifest.picture(),
                manifest.digest(),
                manifest.dataDigest(),
                manifest.createdAt(),
                manifest.scores(),
                manifest.lineage());
    }
}
