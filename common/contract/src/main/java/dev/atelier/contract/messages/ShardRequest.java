package dev.atelier.contract.messages;

import java.time.Instant;

/**
 * Asks for one shard of a batch: the pictures of the items in a list, packed into one tar file.
 *
 * @param batch id
 * @param shard number within the batch, from 0
 * @param tenant whose batch it is
 * @param list key of the object with the shard's items, a JSON object a line
 * @param listSha256 of its bytes
 * @param first number of the shard's first item within the batch, from 0
 * @param items of the shard, 1 to {@value CatalogueRequest#LARGEST_SHARD}
 * @param resumes how often the batch had been resumed when this was asked for: a pause concerns only what was asked for
 *     before, and a worker may hear of an old pause after it got this request
 */
public record ShardRequest(
        int schemaVersion,
        String batch,
        int shard,
        String tenant,
        String model,
        String version,
        String digest,
        String list,
        String listSha256,
        long first,
        int items,
        int resumes,
        Instant at) {
    public static final int VERSION = 1;
    public static final String TYPE = "dev.atelier.shard.requested";

    public ShardRequest {
        Required.text("batch", batch);
        Required.text("tenant", tenant);
        Required.text("model", model);
        Required.text("version", version);
        Required.text("digest", digest);
        Required.text("list", list);
        Required.text("listSha256", listSha256);
        Required.field("at", at);
        if (shard < 0) {
            throw new IllegalArgumentException("shard must be 0 or more, not " + shard);
        }
        if (first < 0) {
            throw new IllegalArgumentException("first must be 0 or more, not " + first);
        }
        if (resumes < 0) {
            throw new IllegalArgumentException("resumes must be 0 or more, not " + resumes);
        }
        if (items < 1 || items > CatalogueRequest.LARGEST_SHARD) {
            throw new IllegalArgumentException(
                    "items must be 1 to " + CatalogueRequest.LARGEST_SHARD + ", not " + items);
        }
    }

    /** The message's key, {@code BATCH/SHARD}, so that the shards of a batch are spread over all workers. */
    public String key() {
        return batch + "/" + shard;
    }
}
