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
 *   <li>a request that can be fulfilled takes the place of earlier ones for the same model and data set that nobody has taken
 *       yet
 *   <li>{@code started} counts where the run is not over and the attempt is the run's last plus one: of two trainers that
 *       claim one attempt the first in the log has it. A trainer claims only what is {@linkplain TrainingRun#isFree free}
 *   <li>whatever else a trainer says counts where its attempt is the run's and the run is not over
 *   <li>a run that is to be cancelled ends where its verdict would have it wait for a person
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
                        .flatMap(run -> after(run, event, heardAt))
                        .map(NextRun::made);
        next.ifPresent(run -> {
            var copy = new LinkedHashMap<>(runs);
            if (event instanceof Requested requested && requested.refusal().isEmpty()) {
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
        return Optional.of(TrainingRun.requested(event.run(), event.model(), event.update(), event.at(), heardAt));
    }

    private static void supersede(Map<String, TrainingRun> runs, TrainingRun newest) {
        runs.replaceAll((id, run) ->
                run.state() == State.REQUESTED && run.isOfSameSubject(newest) ? run.supersededBy(newest) : run);
    }

    private static Optional<NextRun> after(TrainingRun run, TrainingEvent event, Instant heardAt) {
        NextRun next = new NextRun(run, event.at());
        if (event instanceof Started started) {
            return started.attempt() == run.attempt() + 1 && run.state() != State.AWAITING_APPROVAL
                    ? Optional.of(next.is(State.RUNNING)
                            .heldBy(started.trainer(), started.attempt())
                            .lease(started.leaseSeconds())
                            .heard(heardAt)
                            .because(Optional.empty()))
                    : Optional.empty();
        }
        if (event instanceof OfAttempt ofAttempt) {
            return ofAttempt.attempt() == run.attempt()
                    ? Optional.of(ofHolder(next.heard(heardAt), run, ofAttempt))
                    : Optional.empty();
        }
        if (event instanceof CancelRequested cancel) {
            return Optional.of(
                    run.state() == State.RUNNING
                            ? next.cancelBy(cancel.by())
                            : ended(next.heard(heardAt), State.CANCELLED, "by " + cancel.by()));
        }
        return event instanceof Approved approved && run.state() == State.AWAITING_APPROVAL
                ? Optional.of(next.is(State.APPROVED).approvedBy(approved.by()))
                : Optional.empty();
    }

    private static NextRun ofHolder(NextRun next, TrainingRun run, OfAttempt event) {
        if (event instanceof Progress progress) {
            return next.progress(thinned(run.progress(), progress));
        } else if (event instanceof Evaluated evaluated) {
            return judged(next.evaluated(evaluated), run, evaluated);
        } else if (event instanceof Promoted promoted) {
            return ended(next, State.PROMOTED, "version " + promoted.version() + " is the champion");
        } else if (event instanceof Rejected rejected) {
            return ended(next, State.REJECTED, rejected.reason());
        } else if (event instanceof Failed failed) {
            return ended(next, State.FAILED, failed.code() + ": " + failed.reason());
        } else if (event instanceof Cancelled) {
            return ended(next, State.CANCELLED, "as asked for");
        } else if (event instanceof Heartbeat) {
            return next;
        } else if (event instanceof Released) {
            // Held for no time from now on, which is what free means.
            return next.lease(0);
        }
        throw new IllegalArgumentException("no rule for " + event);
    }

    /** The trainer lets go of a run that waits for a person, and so would not hear of the wish to cancel it. */
    private static NextRun judged(NextRun next, TrainingRun run, Evaluated evaluated) {
        if (!evaluated.needsApproval() || !evaluated.verdict().passed()) {
            return next;
        }
        return run.cancelBy().isPresent()
                ? ended(next, State.CANCELLED, "by " + run.cancelBy().get())
                : next.is(State.AWAITING_APPROVAL);
    }

    private static NextRun ended(NextRun next, State end, String reason) {
        return next.is(end).because(Optional.of(reason));
    }

    private static List<Progress> thinned(List<Progress> before, Progress newest) {
        var all = new ArrayList<>(before);
        all.add(newest);
        if (all.size() > MOST_PROGRESS) {
            // Every other one goes: the curve keeps its shape, and the memory its bound.
            for (int i = all.size() - 2; i >= 0; i -= 2) {
                all.remove(i);
            }
        }
        return all;
    }

    public Optional<TrainingRun> run(String id) {
        return Optional.ofNullable(runs.get(id));
    }

    /**
     * The run that a trainer may take now. What came while a model learns from a data set waits for the end of that, also where
     * another trainer has time: by then there may be newer data.
     */
    public Optional<TrainingRun> next(Instant now) {
        return runs.values().stream()
                .filter(run -> run.isFree(now))
                .filter(run -> run.state() != State.REQUESTED || !isUnderWay(run))
                .findFirst();
    }

    private boolean isUnderWay(TrainingRun of) {
        return runs.values().stream()
                .filter(run -> run.state() == State.RUNNING || run.state() == State.APPROVED)
                .anyMatch(of::isOfSameSubject);
    }

    /** All runs, in the order in which they were first requested. */
    public Collection<TrainingRun> all() {
        return runs.values();
    }
}
