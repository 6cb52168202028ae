package dev.atelier.gateway.deliveries;

import dev.atelier.gateway.generations.JobBody;
import java.time.Instant;

/**
 * The body of a webhook, in the form that Standard Webhooks recommends.
 *
 * @param type {@code generation.completed}, {@code .failed}, {@code .cancelled} or {@code .expired}
 * @param timestamp of the job's end
 * @param data the job, as GET shows it
 */
record Notice(String type, Instant timestamp, JobBody data) {}
