package dev.atelier.gateway.health;

import dev.atelier.contract.objects.ObjectStore;
import dev.atelier.gateway.timers.Timers;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/** Whether the store answers, asked every few seconds so that a probe of ours never waits for it. */
@ApplicationScoped
public class StoreWatch {
    private static final Logger LOG = Logger.getLogger(StoreWatch.class);
    private static final int INTERVAL_SECONDS = 3;

    private final ObjectStore store;
    private final ScheduledExecutorService timer = Timers.named("store-watch");
    private volatile boolean reachable;

    StoreWatch(ObjectStore store) {
        this.store = store;
    }

    void start(@Observes StartupEvent event) {
        timer.scheduleWithFixedDelay(this::look, 0, INTERVAL_SECONDS, TimeUnit.SECONDS);
    }

    void stop(@Observes ShutdownEvent event) {
        timer.shutdownNow();
    }

    private void look() {
        try {
            boolean now = store.isReachable();
            if (now != reachable) {
                LOG.infof("The store %s", now ? "answers" : "does not answer");
            }
            reachable = now;
        } catch (RuntimeException e) {
            // A scheduled task that throws is never run again.
            LOG.warnf(e, "Looking at the store failed");
            reachable = false;
        }
    }

    /** Whether it answered lately. */
    public boolean reachable() {
        return reachable;
    }
}
