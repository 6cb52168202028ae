package dev.atelier.standalone.launch;

import dev.atelier.standalone.processes.ChildEvent;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;

/**
 * A start under way.
 *
 * @param listener told how it comes along
 * @param failure completed where it cannot succeed any more
 * @param startNanos when it began
 */
record Startup(StartListener listener, CompletableFuture<ChildEvent.GivenUp> failure, long startNanos) {
    static Startup begin(StartListener listener, CompletableFuture<ChildEvent.GivenUp> failure) {
        return new Startup(listener, failure, System.nanoTime());
    }

    Duration elapsed() {
        return Duration.ofNanos(System.nanoTime() - startNanos);
    }

    void ready(String part, String detail) {
        listener.ready(part, detail, elapsed());
    }

    /** @throws ServiceGivenUp where waiting any longer is in vain */
    void requireHope() {
        if (failure.isDone()) {
            throw new ServiceGivenUp(failure.join());
        }
    }
}
