package dev.atelier.gateway.jobs;

import dev.atelier.contract.json.Json;
import java.io.IOException;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/**
 * A job that is over, kept small: its JSON, compressed beside the JSON of another job of the same version, of which it
 * differs in little but ids, digests and times.
 *
 * @param sample the other job's JSON, which many share
 * @param packed the compressed bytes
 * @param length of the JSON in bytes
 * @param hasWebhook which is asked of every job at its end
 */
record PackedJob(byte[] sample, byte[] packed, int length, boolean hasWebhook) {
    Job unpack() {
        Inflater inflater = new Inflater();
        try {
            inflater.setInput(packed);
            var json = new byte[length];
            int read = inflater.inflate(json);
            if (read == 0 && inflater.needsDictionary()) {
                inflater.setDictionary(sample);
                read = inflater.inflate(json);
            }
            if (read != length) {
                throw new IllegalStateException("a kept job has " + read + " bytes instead of " + length);
            }
            return Json.mapper().readValue(json, Job.class);
        } catch (DataFormatException | IOException e) {
            throw new IllegalStateException("a kept job cannot be read", e);
        } finally {
            inflater.end();
        }
    }
}
