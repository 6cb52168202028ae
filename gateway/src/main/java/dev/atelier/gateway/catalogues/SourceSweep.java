package dev.atelier.gateway.catalogues;

import dev.atelier.contract.messages.Topic;
import dev.atelier.contract.objects.ObjectStore;
import dev.atelier.gateway.log.LogTail;
import dev.atelier.gateway.timers.Timers;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/** Looks for abandoned sources twice a day. Several gateways may remove the same. */
@ApplicationScoped
class SourceSweep {
    private static final Logger LOG = Logger.getLogger(SourceSweep.class);
    private static final long FIRST_HOUR = 1;
    private static final long HOURS_BETWEEN = 12;

    private final LogTail log;
    private final Clock clock;
    private final AbandonedSources abandoned;
    private final ScheduledExecutorService timer = Timers.named("abandoned-sources");

    SourceSweep(ObjectStore store, LogTail log, Clock clock) {
        this.log = log;
        this.clock = clock;
        this.abandoned = new AbandonedSources(store, this::requested);
    }

    void start(@Observes StartupEvent event) {
        timer.scheduleWithFixedDelay(this::sweep, FIRST_HOUR, HOURS_BETWEEN, TimeUnit.HOURS);
    }

    void stop(@Observes ShutdownEvent event) {
        timer.shutdownNow();
    }

    private void sweep() {
        try {
            abandoned.remove(clock.instant());
        } catch (RuntimeException e) {
            // A scheduled task that throws is never run again.
            LOG.warnf("Looking for sources that became no catalogue failed: %s", e.getMessage());
        }
    }

    private AbandonedSources.Requested requested() {
        var batches = new HashSet<String>();
        var times = new ArrayList<Instant>();
        log.read(Topic.GENERATION_CATALOGUES, Integer.MAX_VALUE, entry -> {
            batches.add(entry.message().key());
            times.add(entry.at());
        });
        return new AbandonedSources.Requested(batches, times.stream().min(Comparator.naturalOrder()));
    }
}
