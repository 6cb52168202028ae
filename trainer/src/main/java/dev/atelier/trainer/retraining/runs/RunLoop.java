package dev.atelier.trainer.retraining.runs;

import dev.atelier.contract.messages.TrainingEvent;
import dev.atelier.contract.messages.TrainingEvent.Cancelled;
import dev.atelier.contract.messages.TrainingEvent.Failed;
import dev.atelier.contract.messages.TrainingEvent.Released;
import dev.atelier.contract.messages.TrainingEvent.Started;
import dev.atelier.contract.trainings.TrainingRun;
import dev.atelier.contract.trainings.TrainingRun.State;
import dev.atelier.trainer.retraining.log.TrainingLog;
import java.lang.Thread.UncaughtExceptionHandler;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.apache.kafka.common.KafkaException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes free runs one after the other, and carries each out.
 *
 * <p>Who has a run is said in the log: {@code started} with the attempt after the run's last, and of two that say so the
 * first in the log has it. It is held by heartbeats, not by membership of a consumer group, since a training may take days:
 * no poll interval, no rebalance and no new trainer touches it. Who falls silent for longer than the lease loses it; should
 * it live on, it finds out by reading, stops, and what it wrote lies in its own attempt's folder, where nobody looks.
 */
public final class RunLoop implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(RunLoop.class);

    /** Carries out an attempt. */
    @FunctionalInterface
    interface Work {
        /** @throws AttemptStopped where the hold said so */
        void carryOut(TrainingRun run, Hold hold);
    }

    /**
     * How runs are taken.
     *
     * @param trainer name, unique among those that live
     * @param lease silence after which a run is free, at least 1 s
     * @param attempts in a row that come no further, after which a run fails; one of days may be taken up any number of times
     */
    public record Terms(String trainer, Duration lease, int attempts) {
        public Terms {
            if (lease.toSeconds() < 1 || attempts < 1) {
                throw new IllegalArgumentException(
                        "a lease takes 1 s or more and a run 1 attempt or more, not " + lease + " and " + attempts);
            }
        }
    }

    private final TrainingLog log;
    private final Terms terms;
    private final Work work;
    private final RunMetrics metrics;
    private final Thread thread;
    private volatile boolean ending;

    /** @param broken is told where it ends though this was not closed */
    RunLoop(TrainingLog log, Terms terms, Work work, RunMetrics metrics, UncaughtExceptionHandler broken) {
        this.log = log;
        this.terms = terms;
        this.work = work;
        this.metrics = metrics;
        thread = new Thread(this::loop, "training-runs");
        thread.setDaemon(true);
        thread.setUncaughtExceptionHandler(broken);
    }

    public void start() {
        thread.start();
    }

    private void loop() {
        while (!ending) {
            try {
                Optional<TrainingRun> free = log.isCaughtUp() ? log.runs().next(Instant.now()) : Optional.empty();
                if (free.isPresent()) {
                    take(free.get());
                } else {
                    log.awaitChange(terms.lease().dividedBy(10));
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            } catch (KafkaException e) {
                LOG.warn("runs cannot be taken now: {}", e.getMessage());
            }
        }
    }

    private void take(TrainingRun run) {
        if (run.state() == State.RUNNING && run.attemptsInVain() >= terms.attempts()) {
            log.write(new Failed(
                    TrainingEvent.VERSION,
                    run.id(),
                    Hold.now(),
                    run.attempt(),
                    "too-many-attempts",
                    "of " + run.attempt() + " attempts the last " + run.attemptsInVain()
                            + " came no further than those before; the trainers' logs say why"));
            return;
        }
        int attempt = run.attempt() + 1;
        log.write(new Started(TrainingEvent.VERSION, run.id(), Hold.now(), attempt, terms.trainer(), (int)
                terms.lease().toSeconds()));
        TrainingRun now = log.runs().run(run.id()).orElseThrow();
        if (now.isHeldBy(terms.trainer(), attempt)) {
            LOG.info("run {} of {}, attempt {}: taken", run.id(), run.model(), attempt);
            carryOut(now, attempt);
        }
    }

    private void carryOut(TrainingRun run, int attempt) {
        try (Hold hold = new Hold(log, run.id(), attempt, terms.trainer(), terms.lease(), () -> ending)) {
            metrics.taken();
            work.carryOut(run, hold);
        } catch (AttemptStopped e) {
            stopped(run, attempt, e.reason());
        } catch (OutOfMemoryError e) {
            // The heartbeats end, so another trainer, perhaps with more memory, has the run after the lease.
            LOG.error("run {}, attempt {}: out of memory", run.id(), attempt, e);
        } finally {
            metrics.left(log.runs().run(run.id()).map(TrainingRun::state).orElse(State.RUNNING));
        }
        LOG.info(
                "run {} of {}, attempt {}: {}",
                run.id(),
                run.model(),
                attempt,
                log.runs()
                        .run(run.id())
                        .map(left -> left.state() + " " + left.reason().orElse(""))
                        .orElse("gone"));
    }

    private void stopped(TrainingRun run, int attempt, StopReason reason) {
        switch (reason) {
            case LOST -> LOG.warn("run {}: attempt {} no longer counts", run.id(), attempt);
            case CANCELLED -> log.write(new Cancelled(TrainingEvent.VERSION, run.id(), Hold.now(), attempt));
            case ENDING -> log.tell(new Released(TrainingEvent.VERSION, run.id(), Hold.now(), attempt));
        }
    }

    /** Takes nothing any more; a run that is held is saved and given back. */
    @Override
    public void close() {
        ending = true;
        try {
            thread.join(Duration.ofSeconds(12).toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
