package dev.atelier.gateway.generations;

import dev.atelier.contract.messages.GenerationEvent;
import dev.atelier.contract.messages.GenerationEvent.Expired;
import dev.atelier.contract.messages.MessageCodec;
import dev.atelier.gateway.jobs.Job;
import dev.atelier.gateway.jobs.JobView;
import dev.atelier.gateway.log.BrokerWatch;
import dev.atelier.gateway.log.Following;
import dev.atelier.gateway.log.LogWriter;
import dev.atelier.gateway.timers.Timers;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/**
 * Ends jobs whose time ran out before a worker began, also when no worker lives to say so. Several gateways may write
 * the same; the first counts. A few seconds of grace keep it behind a worker that began in time.
 */
@ApplicationScoped
class Expiry {
    private static final Logger LOG = Logger.getLogger(Expiry.class);
    private static final Duration GRACE = Duration.ofSeconds(5);
    private static final Duration WRITE_AGAIN = Duration.ofSeconds(30);

    private final JobView jobs;
    private final Following following;
    private final BrokerWatch broker;
    private final LogWriter log;
    private final MessageCodec codec;
    private final Clock clock;
    private final Map<String, Instant> written = new HashMap<>();
    private final ScheduledExecutorService timer = Timers.named("expiry");

    Expiry(JobView jobs, Following following, BrokerWatch broker, LogWriter log, MessageCodec codec, Clock clock) {
        this.jobs = jobs;
        this.following = following;
        this.broker = broker;
        this.log = log;
        this.codec = codec;
        this.clock = clock;
    }

    void start(@Observes StartupEvent event) {
        timer.scheduleWithFixedDelay(this::look, 1, 1, TimeUnit.SECONDS);
    }

    void stop(@Observes ShutdownEvent event) {
        timer.shutdownNow();
    }

    private void look() {
        try {
            // A view that lags behind may show as queued what a worker has long begun.
            if (following.caughtUp() && broker.reachable()) {
                expireOverdue(clock.instant());
            }
        } catch (RuntimeException e) {
            // A scheduled task that throws is never run again.
            LOG.warnf(e, "Looking for overdue jobs failed");
        }
    }

    private void expireOverdue(Instant now) {
        written.values().removeIf(at -> at.isBefore(now.minus(WRITE_AGAIN)));
        for (Job job : jobs.overdue(now.minus(GRACE))) {
            if (written.putIfAbsent(job.id(), now) == null) {
                LOG.infof(
                        "Job %s expired: no worker began it before %s",
                        job.id(), job.request().expiresAt());
                log.write(codec.write(new Expired(GenerationEvent.VERSION, job.id(), now)))
                        .exceptionally(failure -> {
                            LOG.warnf("The expiry of job %s could not be recorded: %s", job.id(), failure.getMessage());
                            return null;
                        });
            }
        }
    }
}
