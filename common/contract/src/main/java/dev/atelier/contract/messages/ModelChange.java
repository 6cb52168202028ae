package dev.atelier.contract.messages;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import dev.atelier.contract.artefact.Manifest;
import java.time.Instant;

/** A step in the history of a model, folded by {@link dev.atelier.contract.models.ModelCatalogue}. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes({
    @JsonSubTypes.Type(value = ModelChange.VersionPublished.class, name = "version-published"),
    @JsonSubTypes.Type(value = ModelChange.AliasMoved.class, name = "alias-moved"),
    @JsonSubTypes.Type(value = ModelChange.VersionRetired.class, name = "version-retired")
})
public sealed interface ModelChange {
    int VERSION = 1;

    int schemaVersion();

    String model();

    Instant at();

    /**
     * A complete version lies in the store. It carries the manifest, so that a reader can check requests while the
     * store is away.
     *
     * @param by program or person
     */
    record VersionPublished(int schemaVersion, String model, Instant at, Manifest manifest, String by)
            implements ModelChange {
        public VersionPublished {
            Required.text("model", model);
            Required.field("at", at);
            Required.field("manifest", manifest);
            Required.text("by", by);
            if (!manifest.model().equals(model)) {
                throw new IllegalArgumentException(
                        "the change is about '" + model + "', its manifest about '" + manifest.model() + "'");
            }
        }
    }

    /**
     * An alias points to another version.
     *
     * @param alias {@code champion}, {@code challenger} or {@code previous}
     * @param version it points to from now on
     * @param replaces the alias's revision that this move replaces: 0 for an alias that does not exist yet; a move whose
     *     revision is stale is void
     * @param by who moved it
     * @param reason why
     */
    record AliasMoved(
            int schemaVersion,
            String model,
            Instant at,
            String alias,
            String version,
            long replaces,
            String by,
            String reason)
            implements ModelChange {
        public AliasMoved {
            Required.text("model", model);
            Required.field("at", at);
            Required.text("alias", alias);
            Required.text("version", version);
            Required.text("by", by);
            Required.field("reason", reason);
        }
    }

    /**
     * A version that nothing needs any more is no longer offered; its objects are removed after that.
     *
     * @param by program or person
     * @param reason why
     */
    record VersionRetired(int schemaVersion, String model, Instant at, String version, String by, String reason)
            implements ModelChange {
        public VersionRetired {
            Required.text("model", model);
            Required.field("at", at);
            Required.text("version", version);
            Required.text("by", by);
            Required.field("reason", reason);
        }
    }
}
