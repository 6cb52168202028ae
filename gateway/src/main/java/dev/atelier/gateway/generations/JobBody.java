package dev.atelier.gateway.generations;

import dev.atelier.contract.attributes.Selection;
import dev.atelier.contract.experiments.Interpolation;
import dev.atelier.contract.experiments.Latent;
import dev.atelier.contract.experiments.Truncation;
import dev.atelier.contract.experiments.Variation;
import dev.atelier.gateway.jobs.JobStatus;
import dev.atelier.gateway.jobs.Position;
import java.math.BigDecimal;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * A job as clients see it.
 *
 * @param version that the alias named when the job was accepted
 * @param digest of that version
 * @param attributes in canonical form; of a grid those that all its pictures share
 * @param latent of the first picture, where the request chose one
 * @param interpolate where the pictures lead, where they do
 * @param variation the latent that the pictures are near, where they are
 * @param truncation of the latents, where it is less than 1
 * @param grid the attributes that differ from picture to picture, where it is one
 * @param position what lies before it; while it is queued
 * @param expectedWaitMs milliseconds until it is likely done; while it is queued and where the workers' pace is known
 * @param failure why it failed; only then
 * @param images that lie in the store, by index
 */
@Schema(name = "Job")
public record JobBody(
        String id,
        JobStatus status,
        String model,
        String version,
        String digest,
        @Schema(implementation = Object.class) Selection attributes,
        int count,
        long seed,
        @Schema(implementation = OrderBody.LatentBody.class) Optional<Latent> latent,

        @Schema(implementation = OrderBody.InterpolateBody.class)
        Optional<Interpolation> interpolate,

        @Schema(implementation = OrderBody.VariationBody.class)
        Optional<Variation> variation,

        @Schema(implementation = BigDecimal.class) Optional<Truncation> truncation,
        @Schema(implementation = OrderBody.GridBody.class) Optional<GridAxes> grid,
        Instant createdAt,
        Instant expiresAt,
        Optional<Instant> startedAt,
        Optional<Instant> endedAt,
        Optional<Position> position,
        OptionalLong expectedWaitMs,
        Optional<FailureBody> failure,
        List<ImageBody> images) {

    /**
     * Why a job failed.
     *
     * @param code for programs
     * @param reason for people
     */
    public record FailureBody(String code, String reason) {}

    /**
     * A picture of a job.
     *
     * @param attributes that it shows, all of them; of an interpolation those at its start
     * @param url path of the picture on this service, for ever the same
     * @param link to the picture in the store, for anyone, for a time
     * @param sha256 of the PNG file
     * @param size of the PNG file in bytes
     */
    public record ImageBody(
            int index,
            @Schema(implementation = Object.class) Selection attributes,
            String url,
            URI link,
            String sha256,
            long size) {}
}
