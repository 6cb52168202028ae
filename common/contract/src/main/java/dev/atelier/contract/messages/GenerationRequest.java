package dev.atelier.contract.messages;

import dev.atelier.contract.attributes.Selection;
import java.time.Instant;

/**
 * One accepted job: pictures of one selection by one model version.
 *
 * @param schemaVersion of this record, now {@value #VERSION}
 * @param id job id
 * @param tenant whose job it is; {@code default} until accounts exist
 * @param model name
 * @param version resolved from the alias when the job was accepted
 * @param digest of that version; the worker generates with these weights or not at all
 * @param attributes checked against the model's schema, canonical
 * @param count pictures, 1 to 64
 * @param seed 0 to 2⁵³−1
 * @param bodyDigest SHA-256 of the client's request in canonical form: tells a repeated request from another one under
 *     the same Idempotency-Key
 * @param acceptedAt by the gateway's clock
 * @param expiresAt after this a worker no longer begins the job
 */
public record GenerationRequest(
        int schemaVersion,
        String id,
        String tenant,
        String model,
        String version,
        String digest,
        Selection attributes,
        int count,
        long seed,
        String bodyDigest,
        Instant acceptedAt,
        Instant expiresAt) {
    public static final int VERSION = 1;
    public static final int LARGEST_COUNT = 64;
    public static final long LARGEST_SEED = (1L << 53) - 1;
    public static final String TYPE = "dev.atelier.generation.requested";

    public GenerationRequest {
        Required.text("id", id);
        Required.text("tenant", tenant);
        Required.text("model", model);
        Required.text("version", version);
        Required.text("digest", digest);
        Required.field("attributes", attributes);
        Required.text("bodyDigest", bodyDigest);
        Required.field("acceptedAt", acceptedAt);
        Required.field("expiresAt", expiresAt);
        if (count < 1 || count > LARGEST_COUNT) {
            throw new IllegalArgumentException("count must be 1 to " + LARGEST_COUNT + ", not " + count);
        }
        if (seed < 0 || seed > LARGEST_SEED) {
            throw new IllegalArgumentException("seed must be 0 to " + LARGEST_SEED + ", not " + seed);
        }
    }
}
