package dev.atelier.gateway.trainings;

import com.fasterxml.jackson.databind.JsonNode;
import dev.atelier.contract.messages.TrainingEvent.Progress;
import dev.atelier.contract.messages.Verdict;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * A run as clients see it; in a list without its progress, sheets and lineage.
 *
 * @param state requested, running, awaiting-approval, approved, promoted, rejected, failed, cancelled or superseded
 * @param attempt that counts; 0 while no trainer has taken the run
 * @param trainer that has it, or had it last
 * @param changedAt when something last counted
 * @param heardAt when this gateway last read something of the trainer
 * @param latest progress
 * @param score the last held-out label match that was measured, 0 to 1
 * @param version of the model that the run made
 * @param verdict of the gate
 * @param needsApproval whether a passed verdict needs a person's yes
 * @param reason why it ended as it did
 */
@Schema(name = "Training")
record RunBody(
        String id,
        String url,
        String model,
        String state,
        DataBody data,
        int attempt,
        Optional<String> trainer,
        Instant requestedAt,
        Instant changedAt,
        Instant heardAt,
        Optional<ProgressBody> latest,
        Optional<Double> score,
        Optional<String> version,
        Optional<Verdict> verdict,
        boolean needsApproval,
        Optional<String> cancelBy,
        Optional<String> approvedBy,
        Optional<String> reason,
        Optional<List<ProgressBody>> progress,
        Optional<List<SheetBody>> sheets,
        Optional<LineageBody> lineage,
        LinksBody links) {

    /** Some runs, newest first. */
    @Schema(name = "Trainings")
    record RunsBody(List<RunBody> runs) {}

    /**
     * Of what the model is to learn.
     *
     * @param location prefix in the store
     * @param by who announced it
     */
    record DataBody(String update, String dataSet, String version, String location, String manifestSha256, String by) {}

    /**
     * How far a run was.
     *
     * @param steps planned; 0 where that is not known
     * @param losses means since the progress before, by name
     * @param score held-out label match, 0 to 1, where it was just measured
     */
    record ProgressBody(
            Instant at,
            int attempt,
            String phase,
            long step,
            long steps,
            int epoch,
            Map<String, Double> losses,
            Optional<Double> score) {
        static ProgressBody of(Progress progress) {
            return new ProgressBody(
                    progress.at(),
                    progress.attempt(),
                    progress.phase(),
                    progress.step(),
                    progress.steps(),
                    progress.epoch(),
                    progress.losses(),
                    progress.score());
        }
    }

    /** A sheet of samples. */
    record SheetBody(String name, String url, int attempt, int epoch, long step, Optional<Double> score) {}

    /**
     * Data set → run → version.
     *
     * @param parent the version whose weights the training began with; absent where it began from scratch
     * @param code version of the program that trained it
     */
    record LineageBody(
            String dataSet,
            String dataSetVersion,
            String dataDigest,
            String run,
            int attempt,
            String version,
            String digest,
            Optional<ParentBody> parent,
            String code,
            JsonNode recipe) {}

    /** @param version where it is still in the catalogue */
    record ParentBody(String digest, Optional<String> version) {}

    /** Where to go on. */
    record LinksBody(String events, String losses) {}
}
