package dev.atelier.contract.jobs;

import dev.atelier.contract.artefact.Sha256;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.UUID;

/** Ids of jobs and runs are UUIDs: derived (version 8) from tenant and Idempotency-Key, or random (version 4) without a key. */
public final class JobIds {
    private JobIds() {}

    /** The id of the job that {@code tenant} asks for under {@code idempotencyKey}: the same on every gateway. */
    public static String derive(String tenant, String idempotencyKey) {
        return uuid(hash("job\0" + tenant + "\0" + idempotencyKey));
    }

    /** The id of the batch that {@code tenant} asks for under {@code idempotencyKey}: the same on every gateway. */
    public static String ofBatch(String tenant, String idempotencyKey) {
        return uuid(hash("batch\0" + tenant + "\0" + idempotencyKey));
    }

    /** The id of the training run that an update asks of a model: the same however often the update is delivered. */
    public static String ofRun(String update, String model) {
        return uuid(hash("run\0" + update + "\0" + model));
    }

    private static String uuid(ByteBuffer hash) {
        long high = (hash.getLong() & 0xffffffffffff0fffL) | 0x8000L;
        long low = (hash.getLong() & 0x3fffffffffffffffL) | 0x8000000000000000L;
        return new UUID(high, low).toString();
    }

    public static String random() {
        return UUID.randomUUID().toString();
    }

    /** The seed of a job that names none: 0 to 2⁵³−1, so that it passes through JavaScript unchanged. */
    public static long seedOf(String jobId) {
        return hash("seed\0" + jobId).getLong() >>> 11;
    }

    private static ByteBuffer hash(String text) {
        MessageDigest sha256 = Sha256.newDigest();
        return ByteBuffer.wrap(sha256.digest(text.getBytes(StandardCharsets.UTF_8)));
    }
}
