package dev.atelier.standalone.client;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A batch as the gateway tells of it.
 *
 * @param state accepted, running, paused, incomplete, completed, failed or cancelled
 * @param items pictures that it is to have
 * @param skipped lines that were left out
 * @param images pictures that it has
 */
public record CatalogueView(
        String id,
        String model,
        String version,
        String state,
        long items,
        long skipped,
        ShardsView shards,
        long images,
        long bytes,
        Optional<Double> imagesPerSecond,
        Optional<Instant> expectedEnd,
        Instant acceptedAt,
        Instant changedAt,
        List<FailureView> failures,
        Optional<ManifestView> manifest,
        Optional<String> reason,
        Optional<String> by) {
    private static final List<String> ENDS = List.of("completed", "failed", "cancelled");

    /** How many shards it has, and of these. */
    public record ShardsView(int total, int listed, int stored, int failed) {}

    /** Why a shard cannot be made. */
    public record FailureView(int shard, String code, String reason) {}

    /** The manifest in the store. */
    public record ManifestView(String key, String sha256, long size) {}

    public static CatalogueView of(JsonNode batch) {
        try {
            return GatewayHttp.READER.forType(CatalogueView.class).readValue(batch);
        } catch (IOException e) {
            throw new UncheckedIOException("the gateway's answer cannot be read", e);
        }
    }

    /**
     * Whether nothing more happens by itself: it is over, shards failed and wait to be retried, or it paused by itself and
     * waits to be resumed.
     */
    public boolean isAtRest() {
        return ENDS.contains(state) || state.equals("incomplete") || isHalted();
    }

    private boolean isHalted() {
        return state.equals("paused") && reason.isPresent();
    }

    public boolean isCompleted() {
        return state.equals("completed");
    }
}
