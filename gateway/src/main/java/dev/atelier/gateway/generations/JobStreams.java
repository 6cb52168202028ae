package dev.atelier.gateway.generations;

import dev.atelier.gateway.jobs.Job;
import dev.atelier.gateway.jobs.JobView;
import dev.atelier.gateway.watching.Subscription;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownDelayInitiatedEvent;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import io.smallrye.mutiny.subscription.MultiEmitter;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.ws.rs.sse.OutboundSseEvent;
import jakarta.ws.rs.sse.Sse;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

/**
 * The streams that clients follow at the moment. A client that leaves frees its stream; at the beginning of a shutdown
 * all are ended, since an open stream would hold it up, and the clients come back to another gateway.
 */
@ApplicationScoped
class JobStreams {
    private final JobView jobs;
    private final JobBodies bodies;
    private final Set<MultiEmitter<? super OutboundSseEvent>> open = ConcurrentHashMap.newKeySet();

    JobStreams(JobView jobs, JobBodies bodies, MeterRegistry meters) {
        this.jobs = jobs;
        this.bodies = bodies;
        meters.gauge("atelier.streams.open", open, Set::size);
    }

    /**
     * Follows a job to its end.
     *
     * @param seen number of the last event that the client has; 0 for none
     */
    Multi<OutboundSseEvent> follow(Job job, int seen, Sse sse) {
        Multi<OutboundSseEvent> events = Multi.createFrom().emitter(client -> begin(job, seen, sse, client));
        // Off the thread that reads the log, which must not wait for a client.
        return events.emitOn(Infrastructure.getDefaultExecutor());
    }

    private void begin(Job job, int seen, Sse sse, MultiEmitter<? super OutboundSseEvent> client) {
        var stream = new JobStream(client, sse, jobs, bodies, seen);
        open.add(client);
        Subscription subscription = jobs.watch(job.id(), stream::push);
        ScheduledFuture<?> ticking = Infrastructure.getDefaultWorkerPool()
                .scheduleAtFixedRate(() -> jobs.job(job.id()).ifPresent(stream::tick), 1, 1, TimeUnit.SECONDS);
        client.onTermination(() -> {
            ticking.cancel(false);
            subscription.close();
            open.remove(client);
        });
        stream.push(jobs.job(job.id()).orElse(job));
    }

    void end(@Observes ShutdownDelayInitiatedEvent shutdown) {
        open.forEach(MultiEmitter::complete);
    }
}
