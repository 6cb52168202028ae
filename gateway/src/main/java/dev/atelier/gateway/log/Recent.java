package dev.atelier.gateway.log;

import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;

/** An answer of the broker that is good for a second, however many people look at it. Thread-safe. */
public final class Recent<T> {
    private static final long NANOS = Duration.ofSeconds(1).toNanos();

    private final Supplier<T> ask;
    private Optional<T> answer = Optional.empty();
    private long askedAt;

    /** @param ask may block; where it fails the next one asks again */
    public Recent(Supplier<T> ask) {
        this.ask = ask;
    }

    public synchronized T get() {
        if (answer.isEmpty() || System.nanoTime() - askedAt > NANOS) {
            answer = Optional.empty();
            answer = Optional.of(ask.get());
            askedAt = System.nanoTime();
        }
        return answer.get();
    }

    /** Makes the next one ask. */
    public synchronized void forget() {
        answer = Optional.empty();
    }
}
