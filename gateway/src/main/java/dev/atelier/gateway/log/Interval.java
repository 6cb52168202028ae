package dev.atelier.gateway.log;

import java.time.Duration;

/** Says now and then that it is time. For one thread. */
final class Interval {
    private final long nanos;
    private long begun = System.nanoTime();

    Interval(Duration length) {
        this.nanos = length.toNanos();
    }

    /** Whether it is over; if so the next one begins. */
    boolean isOver() {
        if (System.nanoTime() - begun < nanos) {
            return false;
        }
        begun = System.nanoTime();
        return true;
    }
}
