package dev.atelier.gateway.generations;

import dev.atelier.gateway.generations.JobBody.FailureBody;
import dev.atelier.gateway.generations.JobBody.ImageBody;
import dev.atelier.gateway.jobs.JobStatus;
import dev.atelier.gateway.jobs.Position;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * The data of one server-sent event about a job.
 *
 * @param status after the event
 * @param image that was stored
 */
record JobChange(
        String id,
        JobStatus status,
        Instant at,
        Optional<Position> position,
        OptionalLong expectedWaitMs,
        Optional<ImageBody> image,
        Optional<FailureBody> failure) {}
