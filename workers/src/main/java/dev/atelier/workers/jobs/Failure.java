package dev.atelier.workers.jobs;

import dev.atelier.contract.artefact.InvalidArtefactException;
import dev.atelier.contract.attributes.SchemaViolation;
import dev.atelier.contract.objects.StoreFullException;
import dev.atelier.contract.objects.StoreRefusedException;
import java.io.UncheckedIOException;

/**
 * Why a request cannot be fulfilled.
 *
 * @param code for programs
 * @param reason a sentence for people
 */
public record Failure(String code, String reason) {
    private static final int LONGEST_REASON = 500;

    /** The model version is missing in the store, torn, altered, or another one than was asked for. */
    public static final String INVALID_MODEL = "invalid-model";

    /** The version's own schema refuses the attributes. */
    public static final String INVALID_ATTRIBUTES = "invalid-attributes";

    /** The store refuses, so that trying again would not help. */
    public static final String STORE_REFUSED = "store-refused";

    /** The store has no room; once somebody has made some the same request succeeds. */
    public static final String STORE_FULL = "store-full";

    /** The model version can't be kept or loaded on this worker, say for a full disk. */
    public static final String MODEL_UNAVAILABLE = "model-unavailable";

    /** A shard's item list is missing, altered, unreadable, or has something that the model cannot make. */
    public static final String INVALID_ITEMS = "invalid-items";

    /** A shard's file can't be written on this worker, say for a full disk. */
    public static final String SHARD_UNWRITABLE = "shard-unwritable";

    /** The generator failed on it. */
    public static final String GENERATION_FAILED = "generation-failed";

    /** A defect of this program. */
    public static final String INTERNAL = "internal-error";

    public Failure {
        reason = reason.length() > LONGEST_REASON ? reason.substring(0, LONGEST_REASON - 1) + "…" : reason;
    }

    /** What an exception on the way means. */
    public static Failure because(Throwable cause) {
        if (cause instanceof SchemaViolation) {
            return new Failure(INVALID_ATTRIBUTES, cause.getMessage());
        } else if (cause instanceof InvalidArtefactException) {
            return new Failure(INVALID_MODEL, cause.getMessage());
        } else if (cause instanceof StoreFullException) {
            return new Failure(STORE_FULL, cause.getMessage());
        } else if (cause instanceof StoreRefusedException) {
            return new Failure(STORE_REFUSED, cause.getMessage());
        } else if (cause instanceof UncheckedIOException) {
            return new Failure(MODEL_UNAVAILABLE, cause.getMessage());
        }
        return new Failure(INTERNAL, cause.toString());
    }
}
