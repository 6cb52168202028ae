package dev.atelier.gateway.testing;

import dev.atelier.contract.images.Picture;
import dev.atelier.contract.images.Png;
import dev.atelier.contract.jobs.JobIds;
import dev.atelier.contract.messages.DataSetUpdate;
import dev.atelier.contract.messages.MessageCodec;
import dev.atelier.contract.messages.TrainingEvent;
import dev.atelier.contract.messages.TrainingEvent.Evaluated;
import dev.atelier.contract.messages.TrainingEvent.Progress;
import dev.atelier.contract.messages.TrainingEvent.Promoted;
import dev.atelier.contract.messages.TrainingEvent.Rejected;
import dev.atelier.contract.messages.TrainingEvent.Requested;
import dev.atelier.contract.messages.TrainingEvent.Started;
import dev.atelier.contract.messages.Verdict;
import dev.atelier.contract.messages.Verdict.Rule;
import dev.atelier.contract.objects.ObjectKeys;
import dev.atelier.contract.objects.ObjectStore;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Does by hand what a trainer does: writes events into the log and what it made into the store. */
public final class TrainerRole {
    private static final int V = TrainingEvent.VERSION;

    private final LogClient log;
    private final ObjectStore store;
    private final MessageCodec codec = new MessageCodec("/atelier/trainer");

    TrainerRole(LogClient log, ObjectStore store) {
        this.log = log;
        this.store = store;
    }

    public void write(TrainingEvent event) {
        log.write(codec.write(event));
    }

    /** Records a run of a new update, as a message on the topic asks for it; returns its id. */
    public String request(String model, String dataSet, String version) {
        var update = new DataSetUpdate(
                DataSetUpdate.VERSION,
                JobIds.random(),
                dataSet,
                version,
                Optional.empty(),
                "ab".repeat(32),
                List.of(model),
                Instant.now(),
                "pipeline");
        String run = JobIds.ofRun(update.id(), model);
        write(new Requested(V, run, Instant.now(), model, update));
        return run;
    }

    public void start(String run, int attempt) {
        write(new Started(V, run, Instant.now(), attempt, "trainer-" + attempt, 60));
    }

    /** Reports an epoch, with a sheet in the store. */
    public byte[] epoch(String run, int attempt, int epoch, double score) {
        byte[] png = Png.encode(new Picture(2, 2, 1, new byte[] {0, 10, (byte) attempt, (byte) epoch}), Map.of());
        String key = ObjectKeys.runFile(run, attempt, String.format("sheets/epoch-%03d.png", epoch));
        store.put(key, png, "image/png", Map.of());
        write(new Progress(
                V,
                run,
                Instant.now(),
                attempt,
                "training",
                epoch * 100L,
                500,
                epoch,
                Map.of("discriminator", 1.3 / epoch, "generator", 0.7 * epoch),
                Optional.of(score),
                Optional.of(key)));
        return png;
    }

    public void storeLosses(String run, int attempt, String lines) {
        store.put(
                ObjectKeys.runFile(run, attempt, "losses.jsonl"),
                lines.getBytes(StandardCharsets.UTF_8),
                "application/x-ndjson",
                Map.of());
    }

    public void evaluate(String run, int attempt, String version, boolean passed, boolean needsApproval) {
        var rules = List.of(
                new Rule("labelMatch", passed ? 0.94 : 0.71, Optional.of(0.91), "at least 0.90", passed, passed),
                new Rule("fid", 21.5, Optional.of(22.1), "at most 23.0", true, false));
        var verdict = new Verdict(
                passed,
                passed ? "better on labelMatch" : "labelMatch is below its limit",
                rules,
                Optional.of("1"),
                Optional.empty());
        write(new Evaluated(V, run, Instant.now(), attempt, version, verdict, needsApproval));
    }

    public void promote(String run, int attempt, String version) {
        write(new Promoted(V, run, Instant.now(), attempt, version));
    }

    public void reject(String run, int attempt, String version, String reason) {
        write(new Rejected(V, run, Instant.now(), attempt, version, reason));
    }
}
