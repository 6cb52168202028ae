package dev.atelier.gateway.jobs;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * How many pictures a second the workers make while there is something to do, over about the last half minute of work.
 * Idle time does not count, so one picture after an hour of silence says nothing of slowness. Its clock is the time
 * written in the log, so that a replay gives the same pace. Changed by one thread.
 */
final class Pace {
    private static final double HALF_LIFE_SECONDS = 30;
    private static final double LONGEST_STEP_SECONDS = 60;
    private static final double LEAST_SECONDS = 0.05;
    private static final double BATCH_WEIGHT = 1.0 / 32;

    private double images;
    private double seconds;
    private boolean busy;
    private Instant last = Instant.EPOCH;
    private volatile double perSecond;
    private volatile double batchSeconds;

    /** Something happened at {@code at}. */
    void step(Instant at) {
        if (at.isAfter(last)) {
            if (busy) {
                double step = Math.min(
                        LONGEST_STEP_SECONDS, Duration.between(last, at).toNanos() / 1e9);
                double decay = Math.pow(0.5, step / HALF_LIFE_SECONDS);
                images *= decay;
                seconds = seconds * decay + step;
            }
            last = at;
        }
        perSecond = seconds < LEAST_SECONDS ? 0 : images / seconds;
    }

    /** A picture was stored at {@code at}. */
    void imageStored(Instant at) {
        step(at);
        images++;
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

    /** From now on there is work to do, or there is none. */
    void busy(boolean now) {
        busy = now;
    }

    /** Pictures a second; absent where nothing is known. */
    OptionalDouble perSecond() {
        double now = perSecond;
        return now > 1e-3 ? OptionalDouble.of(now) : OptionalDouble.empty();
    }
}
