package dev.atelier.gateway.jobs;

import dev.atelier.contract.json.Json;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.zip.Deflater;

/** Makes jobs that are over small. Used by the one thread that reads the log. */
final class JobPacking {
    /** Beyond these, jobs of further versions have the sample of another one. */
    private static final int MOST_SAMPLES = 200;

    private final Deflater deflater = new Deflater();
    private final Map<String, byte[]> samples = new HashMap<>();
    private byte[] latest = new byte[0];

    PackedJob pack(Job job) {
        byte[] json = Json.bytes(job);
        byte[] sample = sample(job.request().digest(), json);
        deflater.reset();
        deflater.setDictionary(sample);
        deflater.setInput(json);
        deflater.finish();
        // What cannot be compressed grows by a few bytes.
        var packed = new byte[json.length + 64];
        int size = deflater.deflate(packed);
        if (!deflater.finished()) {
            throw new IllegalStateException("a job of " + json.length + " bytes does not fit into " + packed.length);
        }
        return new PackedJob(
                sample,
                Arrays.copyOf(packed, size),
                json.length,
                job.request().webhook().isPresent());
    }

    private byte[] sample(String version, byte[] json) {
        byte[] known = samples.get(version);
        if (known != null) {
            return known;
        }
        if (samples.size() < MOST_SAMPLES) {
            samples.put(version, json);
            latest = json;
        }
        return latest;
    }
}
