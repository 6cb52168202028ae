package dev.atelier.standalone.client;

import dev.atelier.contract.attributes.Selection;
import dev.atelier.contract.experiments.Interpolation;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * A job as the gateway tells of it.
 *
 * @param status queued, running, completed, failed, cancelled or expired
 * @param digest of the model version
 * @param interpolate where its pictures lead, where they do
 * @param endedAt when it was over; only then
 * @param expectedWaitMs how long it takes to its end, as long as it is queued
 * @param failure why it failed; only then
 * @param images that lie in the store, by index
 */
public record JobView(
        String id,
        String status,
        String model,
        String version,
        String digest,
        Selection attributes,
        int count,
        long seed,
        Optional<Interpolation> interpolate,
        Instant createdAt,
        Optional<Instant> endedAt,
        OptionalLong expectedWaitMs,
        Optional<FailureView> failure,
        List<ImageView> images) {
    /** Why a job failed: a code for programs, a sentence for people. */
    public record FailureView(String code, String reason) {}

    /**
     * A picture.
     *
     * @param url path on the gateway
     * @param sha256 of the PNG file
     */
    public record ImageView(int index, String url, String sha256) {}

    public boolean isOver() {
        return isOver(status);
    }

    static boolean isOver(String status) {
        return !status.equals("queued") && !status.equals("running");
    }

    public boolean isCompleted() {
        return status.equals("completed");
    }

    /** How it ended, in words. */
    public String end() {
        return status + failure.map(why -> ": " + why.reason()).orElse("");
    }
}
