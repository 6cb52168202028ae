package dev.atelier.contract.messages;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.time.Instant;

/**
 * What happened to a batch, orders of people included: the one partition of their topic puts all of them into an order
 * that is the same for every reader. Delivery is at least once; of several ends (completed, failed, cancelled) the first
 * counts.
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes({
    @JsonSubTypes.Type(value = CatalogueEvent.Listed.class, name = "listed"),
    @JsonSubTypes.Type(value = CatalogueEvent.ShardStored.class, name = "shard-stored"),
    @JsonSubTypes.Type(value = CatalogueEvent.ShardFailed.class, name = "shard-failed"),
    @JsonSubTypes.Type(value = CatalogueEvent.Paused.class, name = "paused"),
    @JsonSubTypes.Type(value = CatalogueEvent.Halted.class, name = "halted"),
    @JsonSubTypes.Type(value = CatalogueEvent.Resumed.class, name = "resumed"),
    @JsonSubTypes.Type(value = CatalogueEvent.Retried.class, name = "retried"),
    @JsonSubTypes.Type(value = CatalogueEvent.Completed.class, name = "completed"),
    @JsonSubTypes.Type(value = CatalogueEvent.Failed.class, name = "failed"),
    @JsonSubTypes.Type(value = CatalogueEvent.Cancelled.class, name = "cancelled")
})
public sealed interface CatalogueEvent {
    int VERSION = 1;

    int schemaVersion();

    String batch();

    Instant at();

    /**
     * The item lists of the shards below a number lie in the store, and these shards may be asked for. Who goes on with
     * the listing after a crash begins there.
     *
     * @param shards how many, from shard 0 on
     */
    record Listed(
            int schemaVersion,
            String batch,
            Instant at,
            @JsonProperty(required = true) int shards) implements CatalogueEvent {
        public Listed {
            requireCommon(batch, at);
        }
    }

    /**
     * A shard lies in the store, whole.
     *
     * @param key of the tar file; its index is the object {@code index}, the shard's lines of the batch's manifest
     * @param sha256 of the tar file
     * @param size of the tar file in bytes
     * @param images in it
     */
    record ShardStored(
            int schemaVersion,
            String batch,
            Instant at,
            @JsonProperty(required = true) int shard,
            String key,
            String sha256,
            @JsonProperty(required = true) long size,
            String index,
            String indexSha256,
            @JsonProperty(required = true) int images,
            String worker)
            implements CatalogueEvent {
        public ShardStored {
            requireCommon(batch, at);
            Required.text("key", key);
            Required.text("sha256", sha256);
            Required.text("index", index);
            Required.text("indexSha256", indexSha256);
            Required.text("worker", worker);
        }
    }

    /** A shard cannot be made, unless {@link Retried} helps; the others go on. */
    record ShardFailed(
            int schemaVersion,
            String batch,
            Instant at,
            @JsonProperty(required = true) int shard,
            String code,
            String reason)
            implements CatalogueEvent {
        /**
         * The code of a shard that was stored and is no longer whole in the store. It counts as failed from here on; of a
         * stored shard any other failure is that of a second worker, and void.
         */
        public static final String LOST = "shard-lost";

        public ShardFailed {
            requireCommon(batch, at);
            Required.text("code", code);
            Required.field("reason", reason);
        }
    }

    /** Shards that no worker has begun are not begun until the batch is resumed. */
    record Paused(int schemaVersion, String batch, Instant at, String by) implements CatalogueEvent {
        public Paused {
            requireCommon(batch, at);
            Required.text("by", by);
        }
    }

    /**
     * A pause by the system itself, since something outside has to be mended first, say a store that is full. Both {@link
     * Resumed} and {@link Retried} end it, and either has the failed shards made once more.
     *
     * @param reason a sentence
     */
    record Halted(int schemaVersion, String batch, Instant at, String code, String reason) implements CatalogueEvent {
        public Halted {
            requireCommon(batch, at);
            Required.text("code", code);
            Required.field("reason", reason);
        }
    }

    record Resumed(int schemaVersion, String batch, Instant at, String by) implements CatalogueEvent {
        public Resumed {
            requireCommon(batch, at);
            Required.text("by", by);
        }
    }

    /** The failed shards are asked for once more. */
    record Retried(int schemaVersion, String batch, Instant at, String by) implements CatalogueEvent {
        public Retried {
            requireCommon(batch, at);
            Required.text("by", by);
        }
    }

    /**
     * Every shard and the manifest lie in the store.
     *
     * @param manifest key of it
     * @param sha256 of the manifest
     * @param size of the manifest in bytes
     */
    record Completed(
            int schemaVersion,
            String batch,
            Instant at,
            String manifest,
            String sha256,
            @JsonProperty(required = true) long size,
            @JsonProperty(required = true) long images)
            implements CatalogueEvent {
        public Completed {
            requireCommon(batch, at);
            Required.text("manifest", manifest);
            Required.text("sha256", sha256);
        }
    }

    /** The batch as a whole cannot be made, say because its source is gone. */
    record Failed(int schemaVersion, String batch, Instant at, String code, String reason) implements CatalogueEvent {
        public Failed {
            requireCommon(batch, at);
            Required.text("code", code);
            Required.field("reason", reason);
        }
    }

    record Cancelled(int schemaVersion, String batch, Instant at, String by) implements CatalogueEvent {
        public Cancelled {
            requireCommon(batch, at);
            Required.text("by", by);
        }
    }

    private static void requireCommon(String batch, Instant at) {
        Required.text("batch", batch);
        Required.field("at", at);
    }
}
