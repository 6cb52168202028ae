package dev.atelier.trainer.retraining.runs;

import dev.atelier.contract.messages.TrainingEvent;
import dev.atelier.contract.messages.TrainingEvent.Heartbeat;
import dev.atelier.contract.messages.TrainingEvent.Progress;
import dev.atelier.contract.trainings.TrainingRun;
import dev.atelier.trainer.retraining.log.TrainingLog;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/**
 * An attempt that this trainer has. A thread of its own tells the others that it lives, however long a step takes; who
 * works asks {@link #mustStop} between steps.
 */
final class Hold implements AutoCloseable {
    /** Heartbeats in a lease: some may come late or get lost. */
    private static final int BEATS = 5;

    private final TrainingLog log;
    private final String run;
    private final int attempt;
    private final String trainer;
    private final BooleanSupplier ending;
    private final ScheduledExecutorService heart = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "run-heartbeat");
        thread.setDaemon(true);
        return thread;
    });

    /** @param ending whether the trainer is to end */
    Hold(TrainingLog log, String run, int attempt, String trainer, Duration lease, BooleanSupplier ending) {
        this.log = log;
        this.run = run;
        this.attempt = attempt;
        this.trainer = trainer;
        this.ending = ending;
        long pause = lease.toMillis() / BEATS;
        heart.scheduleAtFixedRate(() -> log.tell(beat()), pause, pause, TimeUnit.MILLISECONDS);
    }

    private Heartbeat beat() {
        return new Heartbeat(TrainingEvent.VERSION, run, now(), attempt);
    }

    static Instant now() {
        return Instant.now().truncatedTo(ChronoUnit.MILLIS);
    }

    String run() {
        return run;
    }

    int attempt() {
        return attempt;
    }

    /** Why to stop, if so. */
    Optional<StopReason> mustStop() {
        Optional<TrainingRun> known = log.runs().run(run);
        if (known.isEmpty() || !known.get().isHeldBy(trainer, attempt)) {
            return Optional.of(StopReason.LOST);
        }
        if (known.get().cancelBy().isPresent()) {
            return Optional.of(StopReason.CANCELLED);
        }
        return ending.getAsBoolean() ? Optional.of(StopReason.ENDING) : Optional.empty();
    }

    boolean isStopping() {
        return mustStop().isPresent();
    }

    /** @throws AttemptStopped where the attempt must not go on */
    void check() {
        mustStop().ifPresent(reason -> {
            throw new AttemptStopped(reason);
        });
    }

    /**
     * Makes sure of it by a heartbeat that is read back: before what can't be taken back.
     *
     * @throws AttemptStopped where the attempt no longer counts
     */
    void confirm() {
        log.write(beat());
        check();
    }

    /** Tells what is done now, for people who follow the run. */
    void tell(String phase) {
        log.tell(new Progress(
                TrainingEvent.VERSION,
                run,
                now(),
                attempt,
                phase,
                0,
                0,
                0,
                Map.of(),
                Optional.empty(),
                Optional.empty()));
    }

    /** Ends the heartbeats. */
    @Override
    public void close() {
        heart.shutdownNow();
    }
}
