package dev.atelier.gateway.trainings;

import dev.atelier.contract.messages.Message;
import dev.atelier.contract.messages.MessageCodec;
import dev.atelier.contract.messages.TrainingEvent;
import dev.atelier.contract.messages.TrainingEvent.Approved;
import dev.atelier.contract.messages.TrainingEvent.CancelRequested;
import dev.atelier.contract.messages.TrainingEvent.Requested;
import dev.atelier.contract.trainings.TrainingRun;
import dev.atelier.contract.trainings.TrainingRun.State;
import dev.atelier.gateway.log.Arrival;
import dev.atelier.gateway.log.LogWriter;
import dev.atelier.gateway.problems.Problem;
import dev.atelier.gateway.problems.ProblemException;
import dev.atelier.gateway.problems.ProblemType;
import dev.atelier.gateway.runs.Run;
import dev.atelier.gateway.runs.RunView;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Predicate;

/** What people decide about runs: written into the log, and answered by what the log made of it. */
@ApplicationScoped
class Decisions {
    private final RunView runs;
    private final LogWriter log;
    private final MessageCodec codec;
    private final Clock clock;

    Decisions(RunView runs, LogWriter log, MessageCodec codec, Clock clock) {
        this.runs = runs;
        this.log = log;
        this.codec = codec;
        this.clock = clock;
    }

    /**
     * @return the run, over or about to be ended by its trainer; fails with {@code training-ended} where another end came
     *     first
     */
    CompletionStage<Run> cancel(Run run, String by) {
        if (isCancelled(run) || run.now().state().isEnd()) {
            return CompletableFuture.completedFuture(requireCancelled(run));
        }
        Instant now = now();
        if (runs.isAnnounced(run.id())) {
            // An event for a run that is not in the log is void; a trainer that records it later changes nothing any
            // more.
            TrainingRun announced = run.now();
            log.write(event(new Requested(
                    TrainingEvent.VERSION, run.id(), announced.requestedAt(), announced.model(), announced.update())));
        }
        return decide(
                        run,
                        new CancelRequested(TrainingEvent.VERSION, run.id(), now, by),
                        state -> isCancelled(state) || state.now().state().isEnd())
                .thenApply(Decisions::requireCancelled);
    }

    /** @return the approved run; fails with {@code not-awaiting-approval} where it waits for none */
    CompletionStage<Run> approve(Run run, String by, String reason) {
        if (run.now().state() != State.AWAITING_APPROVAL) {
            throw notAwaiting(run);
        }
        return decide(
                        run,
                        new Approved(TrainingEvent.VERSION, run.id(), now(), by, reason),
                        state -> state.now().state() != State.AWAITING_APPROVAL)
                .thenApply(state -> {
                    if (state.now().approvedBy().filter(by::equals).isEmpty()) {
                        throw notAwaiting(state);
                    }
                    return state;
                });
    }

    private CompletionStage<Run> decide(Run run, TrainingEvent event, Predicate<Run> done) {
        CompletableFuture<Run> read = Arrival.of(
                "training run " + run.id(), watcher -> runs.watch(run.id(), watcher), () -> runs.run(run.id()), done);
        return Arrival.once(log.write(event(event)), read);
    }

    private Message event(TrainingEvent event) {
        return codec.write(event);
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }

    private static boolean isCancelled(Run run) {
        return run.now().cancelBy().isPresent() || run.now().state() == State.CANCELLED;
    }

    private static Run requireCancelled(Run run) {
        TrainingRun now = run.now();
        if (now.state().isEnd() && now.state() != State.CANCELLED) {
            throw Problem.of(
                            ProblemType.TRAINING_ENDED,
                            "Training run " + now.id() + " is " + States.text(now.state()) + reason(now.reason())
                                    + "; only one that is not over can be cancelled.")
                    .asException();
        }
        return run;
    }

    private static ProblemException notAwaiting(Run run) {
        TrainingRun now = run.now();
        return Problem.of(
                        ProblemType.NOT_AWAITING_APPROVAL,
                        "Training run " + now.id() + " is " + States.text(now.state())
                                + now.approvedBy()
                                        .map(by -> ", approved by " + by)
                                        .orElse("")
                                + reason(now.reason()) + "; there is nothing to approve.")
                .asException();
    }

    private static String reason(Optional<String> reason) {
        return reason.map(why -> " (" + why + ")").orElse("");
    }
}
