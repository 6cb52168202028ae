package dev.atelier.trainer.cli;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;

/**
 * Ctrl-C and SIGTERM as a question that a long work asks itself: it says yes from the signal on, and the process stays
 * until the work has ended, but no longer than a supervisor would wait.
 */
final class Interruption implements BooleanSupplier, AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final AtomicBoolean asked = new AtomicBoolean();
    private final CountDownLatch ended = new CountDownLatch(1);

    Interruption() {
        Runtime.getRuntime().addShutdownHook(new Thread(this::ask, "interruption"));
    }

    private void ask() {
        asked.set(true);
        try {
            ended.await(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public boolean getAsBoolean() {
        return asked.get();
    }

    /** The work has ended; the process may. */
    @Override
    public void close() {
        ended.countDown();
    }
}
