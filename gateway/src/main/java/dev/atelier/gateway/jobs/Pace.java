package dev.atelier.gateway.jobs;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * How many pictures a second the workers make while there is something to do, over about the last half minute of work.
 * Idle time does not count, so one picture after an hour of silence says nothing of slowness. Nor does the time in which
 * single pictures come one after another, once there was a queue: what is made then says how much was asked for, and not how
 * fast a queue would move. Its clock is the time written in the log, so that a replay gives the same pace. Changed by one
 * thread.
 */
final class Pace {
    private static final double HALF_LIFE_SECONDS = 30;
    private static final double LONGEST_STEP_SECONDS = 60;
    private static final double LEAST_SECONDS = 0.05;
    private static final double LEAST_SECONDS_OF_QUEUE = 0.5;
    private static final double BATCH_WEIGHT = 1.0 / 32;
    /** Pictures that wait when there is a queue, a worker's batch; it is one until nothing waits any more. */
    private static final long QUEUE = 32;

    private final Meter always = new Meter();
    private final Meter queued = new Meter();
    private boolean busy;
    private boolean queue;
    private Instant last = Instant.EPOCH;
    private volatile double perSecond;
    private volatile double batchSeconds;

    /** Pictures, and the time that they took, of which the older counts less. */
    private static final class Meter {
        private double images;
        private double seconds;

        void step(double step) {
            double decay = Math.pow(0.5, step / HALF_LIFE_SECONDS);
            images *= decay;
            seconds = seconds * decay + step;
        }
    }

    /** Something happened at {@code at}. */
    void step(Instant at) {
        if (at.isAfter(last)) {
            double step =
                    Math.min(LONGEST_STEP_SECONDS, Duration.between(last, at).toNanos() / 1e9);
            if (busy) {
                always.step(step);
            }
            if (queue) {
                queued.step(step);
            }
            last = at;
        }
        Meter meter = queued.seconds < LEAST_SECONDS_OF_QUEUE ? always : queued;
        perSecond = meter.seconds < LEAST_SECONDS ? 0 : meter.images / meter.seconds;
    }

    /** A picture was stored at {@code at}. */
    void imageStored(Instant at) {
        step(at);
        always.images++;
        if (queue) {
            queued.images++;
        }
    }

    /** A job was completed, so long after a worker had begun it: about the time of the batch that it was in. */
    void completed(Duration afterStart) {
        double taken = Math.max(0, afterStart.toNanos() / 1e9);
        batchSeconds += (taken - batchSeconds) * (batchSeconds == 0 ? 1 : BATCH_WEIGHT);
    }

    /**
     * How long until pictures that wait are likely made. They come in batches: even the first waits for the whole batch it
     * is in, and the last one on average for half of the rest of its batch.
     *
     * @return absent where nothing is known
     */
    Optional<Duration> until(double pictures) {
        OptionalDouble now = perSecond();
        if (now.isEmpty()) {
            return Optional.empty();
        }
        double seconds = Math.max(batchSeconds, pictures / now.getAsDouble() + batchSeconds / 2);
        return Optional.of(Duration.ofMillis((long) (1000 * seconds)));
    }

    /** From now on so many pictures wait to be made. */
    void waiting(long pictures) {
        busy = pictures > 0;
        queue = busy && (queue || pictures >= QUEUE);
    }

    /** Pictures a second; absent where nothing is known. */
    OptionalDouble perSecond() {
        double now = perSecond;
        return now > 1e-3 ? OptionalDouble.of(now) : OptionalDouble.empty();
    }
}
