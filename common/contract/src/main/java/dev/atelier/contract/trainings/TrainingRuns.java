package dev.atelier.contract.trainings;

import dev.atelier.contract.messages.TrainingEvent;
import dev.atelier.contract.messages.TrainingEvent.Approved;
import dev.atelier.contract.messages.TrainingEvent.CancelRequested;
import dev.atelier.contract.messages.TrainingEvent.Cancelled;
import dev.atelier.contract.messages.TrainingEvent.Evaluated;
import dev.atelier.contract.messages.TrainingEvent.Failed;
import dev.atelier.contract.messages.TrainingEvent.Heartbeat;
import dev.atelier.contract.messages.TrainingEvent.OfAttempt;
import dev.atelier.contract.messages.TrainingEvent.Progress;
import dev.atelier.contract.messages.TrainingEvent.Promoted;
import dev.atelier.contract.messages.TrainingEvent.Rejected;
import dev.atelier.contract.messages.TrainingEvent.Released;
import dev.atelier.contract.messages.TrainingEvent.Requested;
import dev.atelier.contract.messages.TrainingEvent.Started;
import dev.atelier.contract.trainings.TrainingRun.State;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The fold of {@code training.events}, a topic of one partition, so that all readers see all events in the same order. One
 * thread applies, any thread reads: each step replaces an immutable map.
 *
 * <p>The rules by which an event counts:
 *
 * <ul>
 *   <li>a run is requested once; a repeated request changes nothing
 *   <li>a request takes the place of earlier ones for the same model and data set that nobody has taken yet
 *   <li>{@code started} counts where the run is not over and the attempt is the run's last plus one: of two trainers that
 *       claim one attempt the first in the log has it. A trainer claims only what is {@linkplain TrainingRun#isFree free}
 *   <li>whatever else a trainer says counts where its attempt is the run's and the run is not over
 *   <li>after the end nothing counts
 * </ul>
 */
public final class TrainingRuns {
    private static final int MOST_PROGRESS = 600;

    private volatile Map<String, TrainingRun> runs = Map.of();

    /**
     * Applies the next event of the log.
     *
     * @param heardAt now, by the reader's clock
     * @return the run as it is now; empty where the event is void
     */
    public Optional<TrainingRun> apply(TrainingEvent event, Instant heardAt) {
        Optional<TrainingRun> next = event instanceof Requested requested
                ? requested(requested, heardAt)
                : Optional.ofNullable(runs.get(event.run()))
                        .filter(run -> !run.state().isEnd())
                        .flatMap(run -> after(new Draft(run, event.at(), heardAt), run, event));
        next.ifPresent(run -> {
            var copy = new LinkedHashMap<>(runs);
            if (event instanceof Requested) {
                supersede(copy, run);
            }
            copy.put(run.id(), run);
            runs = Collections.unmodifiableMap(copy);
        });
        return next;
    }

    private Optional<TrainingRun> requested(Requested event, Instant heardAt) {
        if (runs.containsKey(event.run())) {
            return Optional.empty();
        }
        return Optional.of(new TrainingRun(
                event.run(),
                event.model(),
                event.update(),
                State.REQUESTED,
                0,
                Optional.empty(),
                0,
                event.at(),
                event.at(),
                heardAt,
                List.of(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty()));
    }

    private static void supersede(Map<String, TrainingRun> runs, TrainingRun newest) {
        runs.replaceAll((id, run) -> run.state() == State.REQUESTED
                        && run.model().equals(newest.model())
                        && run.update().dataSet().equals(newest.update().dataSet())
                ? new Draft(run, newest.requestedAt(), run.heardAt())
                        .ended(State.SUPERSEDED, "a newer version of the data set came: run " + newest.id())
                : run);
    }

    private static Optional<TrainingRun> after(Draft draft, TrainingRun run, TrainingEvent event) {
        if (event instanceof Started started) {
            return started.attempt() == run.attempt() + 1 && run.state() != State.AWAITING_APPROVAL
                    ? Optional.of(draft.started(started))
                    : Optional.empty();
        }
        if (event instanceof OfAttempt ofAttempt) {
            return ofAttempt.attempt() == run.attempt() ? Optional.of(ofHolder(draft, ofAttempt)) : Optional.empty();
        }
        if (event instanceof CancelRequested cancel) {
            return Optional.of(
                    run.state() == State.RUNNING
                            ? draft.cancelBy(cancel.by())
                            : draft.ended(State.CANCELLED, "by " + cancel.by()));
        }
        return event instanceof Approved approved && run.state() == State.AWAITING_APPROVAL
                ? Optional.of(draft.approved(approved.by()))
                : Optional.empty();
    }

    private static TrainingRun ofHolder(Draft draft, OfAttempt event) {
        if (event instanceof Progress progress) {
            return draft.progress(progress, MOST_PROGRESS);
        } else if (event instanceof Evaluated evaluated) {
            return draft.evaluated(evaluated);
        } else if (event instanceof Promoted promoted) {
            return draft.ended(State.PROMOTED, "version " + promoted.version() + " is the champion");
        } else if (event instanceof Rejected rejected) {
            return draft.ended(State.REJECTED, rejected.reason());
        } else if (event instanceof Failed failed) {
            return draft.ended(State.FAILED, failed.code() + ": " + failed.reason());
        } else if (event instanceof Cancelled) {
            return draft.ended(State.CANCELLED, "as asked for");
        } else if (event instanceof Heartbeat) {
            return draft.heard();
        } else if (event instanceof Released) {
            return draft.released();
        }
        throw new IllegalArgumentException("no rule for " + event);
    }

    public Optional<TrainingRun> run(String id) {
        return Optional.ofNullable(runs.get(id));
    }

    /** All runs, in the order in which they were first requested. */
    public Collection<TrainingRun> all() {
        return runs.values();
    }

    /** A run that is about to change: its parts, each of which one rule replaces. */
    private record Draft(TrainingRun run, Instant at, Instant heardAt) {

        TrainingRun started(Started event) {
            return with(
                    State.RUNNING,
                    event.attempt(),
                    Optional.of(event.trainer()),
                    event.leaseSeconds(),
                    heardAt,
                    run.progress(),
                    run.evaluated(),
                    run.cancelBy(),
                    run.approvedBy(),
                    Optional.empty());
        }

        TrainingRun heard() {
            return with(run.state(), heardAt, run.progress(), run.evaluated(), run.cancelBy(), run.approvedBy());
        }

        /** Held for no time from now on, which is what free means. */
        TrainingRun released() {
            return with(
                    run.state(),
                    run.attempt(),
                    run.trainer(),
                    0,
                    heardAt,
                    run.progress(),
                    run.evaluated(),
                    run.cancelBy(),
                    run.approvedBy(),
                    run.reason());
        }

        TrainingRun progress(Progress event, int most) {
            var all = new ArrayList<>(run.progress());
            all.add(event);
            if (all.size() > most) {
                // Every other one goes: the curve keeps its shape, and the memory its bound.
                for (int i = all.size() - 2; i >= 0; i -= 2) {
                    all.remove(i);
                }
            }
            return with(run.state(), heardAt, all, run.evaluated(), run.cancelBy(), run.approvedBy());
        }

        TrainingRun evaluated(Evaluated event) {
            State state = event.needsApproval() && event.verdict().passed() ? State.AWAITING_APPROVAL : run.state();
            return with(state, heardAt, run.progress(), Optional.of(event), run.cancelBy(), run.approvedBy());
        }

        TrainingRun cancelBy(String by) {
            return with(run.state(), run.heardAt(), run.progress(), run.evaluated(), Optional.of(by), run.approvedBy());
        }

        TrainingRun approved(String by) {
            return with(
                    State.APPROVED, run.heardAt(), run.progress(), run.evaluated(), run.cancelBy(), Optional.of(by));
        }

        TrainingRun ended(State end, String reason) {
            return with(
                    end,
                    run.attempt(),
                    run.trainer(),
                    run.leaseSeconds(),
                    heardAt,
                    run.progress(),
                    run.evaluated(),
                    run.cancelBy(),
                    run.approvedBy(),
                    Optional.of(reason));
        }

        private TrainingRun with(
                State state,
                Instant heard,
                List<Progress> progress,
                Optional<Evaluated> evaluated,
                Optional<String> cancelBy,
                Optional<String> approvedBy) {
            return with(
                    state,
                    run.attempt(),
                    run.trainer(),
                    run.leaseSeconds(),
                    heard,
                    progress,
                    evaluated,
                    cancelBy,
                    approvedBy,
                    run.reason());
        }

        private TrainingRun with(
                State state,
                int attempt,
                Optional<String> trainer,
                int leaseSeconds,
                Instant heard,
                List<Progress> progress,
                Optional<Evaluated> evaluated,
                Optional<String> cancelBy,
                Optional<String> approvedBy,
                Optional<String> reason) {
            return new TrainingRun(
                    run.id(),
                    run.model(),
                    run.update(),
                    state,
                    attempt,
                    trainer,
                    leaseSeconds,
                    run.requestedAt(),
                    at,
                    heard,
                    progress,
                    evaluated,
                    cancelBy,
                    approvedBy,
                    reason);
        }
    }
}
