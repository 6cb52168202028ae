package dev.atelier.gateway.generations;

import dev.atelier.contract.messages.GenerationCommand;
import dev.atelier.contract.messages.GenerationCommand.Cancel;
import dev.atelier.contract.messages.GenerationEvent;
import dev.atelier.contract.messages.GenerationEvent.Cancelled;
import dev.atelier.contract.messages.MessageCodec;
import dev.atelier.gateway.jobs.Job;
import dev.atelier.gateway.jobs.JobStatus;
import dev.atelier.gateway.log.Arrival;
import dev.atelier.gateway.log.LogWriter;
import dev.atelier.gateway.problems.Problem;
import dev.atelier.gateway.problems.ProblemType;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * Ends a job early. The event in the log is what ends it, and may come second to another end; the command only saves the
 * workers the effort.
 */
@ApplicationScoped
class Cancellation {
    private final LogWriter log;
    private final MessageCodec codec;
    private final Arrivals arrivals;
    private final Clock clock;

    Cancellation(LogWriter log, MessageCodec codec, Arrivals arrivals, Clock clock) {
        this.log = log;
        this.codec = codec;
        this.arrivals = arrivals;
        this.clock = clock;
    }

    /** @return the cancelled job; fails with the problem {@code already-ended} where another end came first */
    CompletionStage<Job> cancel(Job job) {
        if (job.status().isOver()) {
            return CompletableFuture.completedFuture(requireCancelled(job));
        }
        Instant now = clock.instant();
        CompletableFuture<Job> over =
                arrivals.of(job.id(), state -> state.status().isOver());
        var command = log.write(codec.write(new Cancel(GenerationCommand.VERSION, job.id(), now)));
        var event = log.write(codec.write(new Cancelled(GenerationEvent.VERSION, job.id(), now)));
        return Arrival.once(CompletableFuture.allOf(command, event), over).thenApply(Cancellation::requireCancelled);
    }

    private static Job requireCancelled(Job job) {
        if (job.status() != JobStatus.CANCELLED) {
            throw Problem.of(
                            ProblemType.ALREADY_ENDED,
                            "Job " + job.id() + " is " + job.status().text()
                                    + "; only a job that is queued or running can be cancelled.")
                    .asException();
        }
        return job;
    }
}
