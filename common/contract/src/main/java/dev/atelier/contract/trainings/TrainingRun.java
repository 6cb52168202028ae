package dev.atelier.contract.trainings;

import dev.atelier.contract.messages.DataSetUpdate;
import dev.atelier.contract.messages.TrainingEvent.Evaluated;
import dev.atelier.contract.messages.TrainingEvent.Progress;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A training run as of some point of the log.
 *
 * @param id of the run
 * @param model that learns
 * @param update that asked for it
 * @param state how it stands
 * @param attempt that counts; 0 while no trainer has taken the run
 * @param trainer that holds the attempt
 * @param leaseSeconds silence of that trainer after which another may take the run; 0 once it gave the run back
 * @param requestedAt by the clock of who asked
 * @param changedAt by the clock of who said the last thing that counted
 * @param heardAt when this reader last read something of the holder, by the reader's own clock
 * @param progress of all attempts, oldest first; thinned out where there is much of it
 * @param evaluated what the gate said, once it did
 * @param cancelBy who wants it to end
 * @param approvedBy who said yes to a challenger that passed
 * @param reason why it ended as it did, or which run took its place
 */
public record TrainingRun(
        String id,
        String model,
        DataSetUpdate update,
        State state,
        int attempt,
        Optional<String> trainer,
        int leaseSeconds,
        Instant requestedAt,
        Instant changedAt,
        Instant heardAt,
        List<Progress> progress,
        Optional<Evaluated> evaluated,
        Optional<String> cancelBy,
        Optional<String> approvedBy,
        Optional<String> reason) {

    /** How a run stands. */
    public enum State {
        /** Nobody has taken it yet. */
        REQUESTED,
        /** A trainer trains, evaluates or promotes. */
        RUNNING,
        /** The challenger passed; a person has to say yes. */
        AWAITING_APPROVAL,
        /** A person said yes; a trainer is to take it up and promote. */
        APPROVED,
        PROMOTED,
        REJECTED,
        FAILED,
        CANCELLED,
        /** A newer version of the same data set came before anyone took this one. */
        SUPERSEDED;

        public boolean isEnd() {
            return ordinal() >= PROMOTED.ordinal();
        }
    }

    public TrainingRun {
        progress = List.copyOf(progress);
    }

    /** One that was asked for and that nobody has taken yet. */
    public static TrainingRun requested(String id, String model, DataSetUpdate update, Instant at, Instant heardAt) {
        return new TrainingRun(
                id,
                model,
                update,
                State.REQUESTED,
                0,
                Optional.empty(),
                0,
                at,
                at,
                heardAt,
                List.of(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    /** The same after a newer run took its place. */
    public TrainingRun supersededBy(TrainingRun newest) {
        return new NextRun(this, newest.requestedAt())
                .is(State.SUPERSEDED)
                .because(Optional.of("a newer version of the data set came: run " + newest.id()))
                .made();
    }

    /** Whether a trainer may take it now: nobody has it, or who had it is silent for longer than the lease. */
    public boolean isFree(Instant now) {
        return switch (state) {
            case REQUESTED, APPROVED -> true;
            case RUNNING -> Duration.between(heardAt, now).getSeconds() >= leaseSeconds;
            default -> false;
        };
    }

    /** Whether the same model learns from the same data set, of whatever version. */
    public boolean isOfSameSubject(TrainingRun other) {
        return model.equals(other.model) && update.dataSet().equals(other.update.dataSet());
    }

    /** How many attempts in a row, the last one included, came no further than those before them. */
    public int attemptsInVain() {
        Map<String, Long> furthest = new HashMap<>();
        int last = 0;
        for (Progress step : progress) {
            Long before = furthest.get(step.phase());
            if (before == null || step.step() > before) {
                furthest.put(step.phase(), step.step());
                last = step.attempt();
            }
        }
        return attempt - last;
    }

    /** Whether this attempt of this trainer still counts. */
    public boolean isHeldBy(String name, int number) {
        return state == State.RUNNING
                && attempt == number
                && trainer.filter(name::equals).isPresent();
    }
}
