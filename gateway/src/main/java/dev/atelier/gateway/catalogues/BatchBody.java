package dev.atelier.gateway.catalogues;

import dev.atelier.contract.catalogues.SourceLine;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * A batch as clients see it.
 *
 * @param state accepted, running, paused, incomplete (every shard is stored or failed, and some failed), completed, failed or
 *     cancelled
 * @param items to be made
 * @param skipped lines that say nothing that the model can make, and are left out
 * @param seed of an item on the first line
 * @param images made so far
 * @param bytes of the shards so far
 * @param imagesPerSecond over the last shards
 * @param failures the first 100, in the order of the shards
 * @param reason why it failed, or paused by itself
 * @param by who cancelled it
 * @param badLines in the answer to the request alone: the first 100 lines that are left out
 */
@Schema(name = "Catalogue")
record BatchBody(
        String id,
        String url,
        String model,
        String version,
        String state,
        long items,
        long skipped,
        long seed,
        int shardSize,
        ShardsBody shards,
        long images,
        long bytes,
        Optional<Double> imagesPerSecond,
        Optional<Instant> expectedEnd,
        Instant acceptedAt,
        Instant changedAt,
        List<FailureBody> failures,
        Optional<ManifestBody> manifest,
        Optional<String> reason,
        Optional<String> by,
        Optional<List<SourceLine.Bad>> badLines,
        LinksBody links) {

    /** Some batches, newest first. */
    @Schema(name = "Catalogues")
    record BatchesBody(List<BatchBody> catalogues) {}

    /** @param listed shards whose items are written down, so that they can be made */
    @Schema(name = "Shards")
    record ShardsBody(int total, int listed, int stored, int failed) {}

    @Schema(name = "ShardFailure")
    record FailureBody(int shard, String code, String reason) {}

    /** @param key in the store */
    @Schema(name = "CatalogueManifest")
    record ManifestBody(String key, String sha256, long size) {}

    /** @param shard of a shard's tar file, with {n} for its number */
    @Schema(name = "CatalogueLinks")
    record LinksBody(String events, String manifest, String shard, Optional<String> badLines) {}
}
