package dev.atelier.workers.outages;

import dev.atelier.contract.objects.StoreUnavailableException;
import io.micrometer.core.instrument.Counter;
import java.time.Duration;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Supplier;
import org.jboss.logging.Logger;

/**
 * Waits for the store: a call that finds it away is tried again, for as long as it takes, with pauses that double from
 * 100 ms to 3 s and vary by a quarter so that not all come back in one moment. Says in the log once when the store goes
 * and once when it is back.
 */
public final class StorePatience {
    private static final Logger LOG = Logger.getLogger(StorePatience.class);
    private static final Duration FIRST = Duration.ofMillis(100);
    private static final Duration LONGEST = Duration.ofSeconds(3);

    private final Counter retries;
    private volatile boolean available = true;

    public StorePatience(Counter retries) {
        this.retries = retries;
    }

    /**
     * @param what is done, for the log
     * @param call may throw {@link StoreUnavailableException}; any other exception passes through
     * @throws CancellationException where the thread is interrupted while it waits
     */
    public <T> T untilAvailable(String what, Supplier<T> call) {
        Duration pause = FIRST;
        while (true) {
            try {
                T result = call.get();
                found();
                return result;
            } catch (StoreUnavailableException e) {
                missed(e);
                retries.increment();
                sleep(what, pause);
                pause = pause.multipliedBy(2).compareTo(LONGEST) < 0 ? pause.multipliedBy(2) : LONGEST;
            }
        }
    }

    private static void sleep(String what, Duration pause) {
        try {
            Thread.sleep((long) (pause.toMillis() * ThreadLocalRandom.current().nextDouble(0.75, 1.25)));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CancellationException(what + " given up: the store is away and this worker ends");
        }
    }

    /** Whether the store answered when it was last spoken to. */
    public boolean isAvailable() {
        return available;
    }

    /** Notes that the store answered. */
    public void found() {
        if (!available) {
            available = true;
            LOG.info("the store is back");
        }
    }

    /** Notes that the store did not answer. */
    public void missed(StoreUnavailableException e) {
        if (available) {
            available = false;
            LOG.warnf("the store is away, requests wait for it: %s", e.getMessage());
        }
    }
}
