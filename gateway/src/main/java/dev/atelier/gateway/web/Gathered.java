package dev.atelier.gateway.web;

import io.smallrye.mutiny.infrastructure.Infrastructure;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/** Changes of one thing: the first after a time of quiet is told at once, those that follow it quickly are told together. */
final class Gathered {
    private final long nanos;
    private final Runnable tell;
    private final AtomicBoolean waiting = new AtomicBoolean();
    private volatile long toldAt;

    /**
     * @param longest that a change waits for others
     * @param tell may be called by two threads at a time
     */
    Gathered(Duration longest, Runnable tell) {
        this.nanos = longest.toNanos();
        this.tell = tell;
        this.toldAt = System.nanoTime() - nanos;
    }

    /** Tells what has changed until now. */
    void tell() {
        // Before it is told, so that no change falls between.
        waiting.set(false);
        toldAt = System.nanoTime();
        tell.run();
    }

    /** Tells it within the longest time that a change waits, and at once where nothing was told for as long. */
    void tellSoon() {
        long wait = toldAt + nanos - System.nanoTime();
        if (wait <= 0) {
            tell();
        } else if (waiting.compareAndSet(false, true)) {
            Infrastructure.getDefaultWorkerPool().schedule(this::tell, wait, TimeUnit.NANOSECONDS);
        }
    }
}
