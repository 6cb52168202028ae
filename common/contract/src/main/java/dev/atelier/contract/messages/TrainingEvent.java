package dev.atelier.contract.messages;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * A step in the history of a training run, folded by {@link dev.atelier.contract.trainings.TrainingRuns}. Those of a trainer
 * name the attempt that it holds: what comes from an attempt that is no longer the run's is void.
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes({
    @JsonSubTypes.Type(value = TrainingEvent.Requested.class, name = "requested"),
    @JsonSubTypes.Type(value = TrainingEvent.Started.class, name = "started"),
    @JsonSubTypes.Type(value = TrainingEvent.Heartbeat.class, name = "heartbeat"),
    @JsonSubTypes.Type(value = TrainingEvent.Released.class, name = "released"),
    @JsonSubTypes.Type(value = TrainingEvent.Progress.class, name = "progress"),
    @JsonSubTypes.Type(value = TrainingEvent.Evaluated.class, name = "evaluated"),
    @JsonSubTypes.Type(value = TrainingEvent.Approved.class, name = "approved"),
    @JsonSubTypes.Type(value = TrainingEvent.Promoted.class, name = "promoted"),
    @JsonSubTypes.Type(value = TrainingEvent.Rejected.class, name = "rejected"),
    @JsonSubTypes.Type(value = TrainingEvent.Failed.class, name = "failed"),
    @JsonSubTypes.Type(value = TrainingEvent.CancelRequested.class, name = "cancel-requested"),
    @JsonSubTypes.Type(value = TrainingEvent.Cancelled.class, name = "cancelled")
})
public sealed interface TrainingEvent {
    int VERSION = 1;

    int schemaVersion();

    String run();

    Instant at();

    /** What only the trainer that holds an attempt may say. */
    sealed interface OfAttempt extends TrainingEvent {
        /** 1 for the first. */
        int attempt();
    }

    /**
     * A model is to learn from a version of a data set.
     *
     * @param update that asked for it
     * @param refusal code of what is wrong with the update, where something is: a failure that says so follows, and the run
     *     takes no other's place
     */
    record Requested(
            int schemaVersion, String run, Instant at, String model, DataSetUpdate update, Optional<String> refusal)
            implements TrainingEvent {
        public Requested {
            requireCommon(run, at);
            Required.text("model", model);
            Required.field("update", update);
            refusal = refusal == null ? Optional.empty() : refusal;
        }

        public Requested(int schemaVersion, String run, Instant at, String model, DataSetUpdate update) {
            this(schemaVersion, run, at, model, update, Optional.empty());
        }
    }

    /**
     * A trainer takes the run: the first to say so with the attempt that follows the run's last one has it.
     *
     * @param trainer its name, unique among those that live
     * @param leaseSeconds silence after which another may take the run
     */
    record Started(int schemaVersion, String run, Instant at, int attempt, String trainer, int leaseSeconds)
            implements OfAttempt {
        public Started {
            requireAttempt(run, at, attempt);
            Required.text("trainer", trainer);
            if (leaseSeconds < 1) {
                throw new IllegalArgumentException("'leaseSeconds' must be 1 or more, not " + leaseSeconds);
            }
        }
    }

    /** The trainer lives. */
    record Heartbeat(int schemaVersion, String run, Instant at, int attempt) implements OfAttempt {
        public Heartbeat {
            requireAttempt(run, at, attempt);
        }
    }

    /** The trainer ends, and the run does not: whoever comes may take it at once. */
    record Released(int schemaVersion, String run, Instant at, int attempt) implements OfAttempt {
        public Released {
            requireAttempt(run, at, attempt);
        }
    }

    /**
     * How far it is.
     *
     * @param phase what is done, such as {@code training} or {@code evaluation}
     * @param step of those that are planned
     * @param steps planned in all; 0 where that is not known
     * @param epoch passes over the data that are done
     * @param losses means since the last progress, by name
     * @param score held-out label match of the averaged generator, 0 to 1, where it was just measured
     * @param sheet key of the newest sample sheet in the store
     */
    record Progress(
            int schemaVersion,
            String run,
            Instant at,
            int attempt,
            String phase,
            long step,
            long steps,
            int epoch,
            Map<String, Double> losses,
            Optional<Double> score,
            Optional<String> sheet)
            implements OfAttempt {
        public Progress {
            requireAttempt(run, at, attempt);
            Required.text("phase", phase);
            losses = losses == null ? Map.of() : Collections.unmodifiableMap(new LinkedHashMap<>(losses));
            score = score == null ? Optional.empty() : score;
            sheet = sheet == null ? Optional.empty() : sheet;
        }
    }

    /**
     * The challenger was published and measured.
     *
     * @param version of the model that the run made
     * @param needsApproval whether a person has to say yes before a passed verdict moves the champion
     */
    record Evaluated(
            int schemaVersion,
            String run,
            Instant at,
            int attempt,
            String version,
            Verdict verdict,
            boolean needsApproval)
            implements OfAttempt {
        public Evaluated {
            requireAttempt(run, at, attempt);
            Required.text("version", version);
            Required.field("verdict", verdict);
        }
    }

    /** A person says yes to a challenger that passed. */
    record Approved(int schemaVersion, String run, Instant at, String by, String reason) implements TrainingEvent {
        public Approved {
            requireCommon(run, at);
            Required.text("by", by);
            Required.field("reason", reason);
        }
    }

    /** The challenger is the champion. */
    record Promoted(int schemaVersion, String run, Instant at, int attempt, String version) implements OfAttempt {
        public Promoted {
            requireAttempt(run, at, attempt);
            Required.text("version", version);
        }
    }

    /** The challenger stays what it is: the gate, a person, or another promotion that came first said no. */
    record Rejected(int schemaVersion, String run, Instant at, int attempt, String version, String reason)
            implements OfAttempt {
        public Rejected {
            requireAttempt(run, at, attempt);
            Required.text("version", version);
            Required.field("reason", reason);
        }
    }

    /**
     * The run cannot be fulfilled.
     *
     * @param attempt 0 where the update itself was wrong and no trainer took the run
     * @param code for programs, such as {@code unknown-data-set}
     * @param reason a sentence for people
     */
    record Failed(int schemaVersion, String run, Instant at, int attempt, String code, String reason)
            implements OfAttempt {
        public Failed {
            requireCommon(run, at);
            Required.text("code", code);
            Required.field("reason", reason);
        }
    }

    /** A person wants the run to end. */
    record CancelRequested(int schemaVersion, String run, Instant at, String by) implements TrainingEvent {
        public CancelRequested {
            requireCommon(run, at);
            Required.text("by", by);
        }
    }

    /** The trainer that held the run has ended it because it was asked to. */
    record Cancelled(int schemaVersion, String run, Instant at, int attempt) implements OfAttempt {
        public Cancelled {
            requireAttempt(run, at, attempt);
        }
    }

    private static void requireCommon(String run, Instant at) {
        Required.text("run", run);
        Required.field("at", at);
    }

    private static void requireAttempt(String run, Instant at, int attempt) {
        requireCommon(run, at);
        if (attempt < 1) {
            throw new IllegalArgumentException("'attempt' must be 1 or more, not " + attempt);
        }
    }
}
