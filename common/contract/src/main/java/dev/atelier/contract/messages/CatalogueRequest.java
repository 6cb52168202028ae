package dev.atelier.contract.messages;

import java.time.Instant;

/**
 * An accepted catalogue job, or batch: one picture for each wanted item, in shards. Its items lie in the store; a worker
 * lists them shard by shard and asks for the shards one after the other.
 *
 * @param id batch id
 * @param tenant whose batch it is; {@code default} until accounts exist
 * @param model name
 * @param version resolved from the alias when the batch was accepted
 * @param digest of that version; workers generate with these weights or not at all
 * @param source object with the wanted items as the client gave them
 * @param items wanted, 1 or more, of at most {@value #MOST_SHARDS} shards
 * @param shardSize items of a shard, the last one may have fewer; 1 to {@value #LARGEST_SHARD}
 * @param skipped lines of the source that are left out since they say no item that the model can make; 0 or more
 * @param seed of an item on the source's first line; one without a seed of its own has this plus the lines before it, 0 to
 *     2⁵³−1
 * @param bodyDigest tells a repeated request from another one under the same Idempotency-Key
 * @param acceptedAt by the gateway's clock
 */
public record CatalogueRequest(
        int schemaVersion,
        String id,
        String tenant,
        String model,
        String version,
        String digest,
        CatalogueSource source,
        long items,
        int shardSize,
        long skipped,
        long seed,
        String bodyDigest,
        Instant acceptedAt) {
    public static final int VERSION = 1;
    public static final int LARGEST_SHARD = 10_000;
    /** Most shards of a batch: what is known of each stays small, and their names sort. */
    public static final int MOST_SHARDS = 100_000;

    public static final String TYPE = "dev.atelier.catalogue.requested";

    public CatalogueRequest {
        Required.text("id", id);
        Required.text("tenant", tenant);
        Required.text("model", model);
        Required.text("version", version);
        Required.text("digest", digest);
        Required.field("source", source);
        Required.text("bodyDigest", bodyDigest);
        Required.field("acceptedAt", acceptedAt);
        if (items < 1) {
            throw new IllegalArgumentException("items must be 1 or more, not " + items);
        }
        if (shardSize < 1 || shardSize > LARGEST_SHARD) {
            throw new IllegalArgumentException("shardSize must be 1 to " + LARGEST_SHARD + ", not " + shardSize);
        }
        if (items > MOST_SHARDS * (long) shardSize) {
            throw new IllegalArgumentException("items must fit into " + MOST_SHARDS + " shards of " + shardSize);
        }
        if (skipped < 0) {
            throw new IllegalArgumentException("skipped must be 0 or more, not " + skipped);
        }
        if (seed < 0 || seed > GenerationRequest.LARGEST_SEED) {
            throw new IllegalArgumentException("seed must be 0 to " + GenerationRequest.LARGEST_SEED + ", not " + seed);
        }
    }

    /** How many shards the batch has. */
    public int shards() {
        return Math.toIntExact((items + shardSize - 1) / shardSize);
    }
}
