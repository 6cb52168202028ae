package dev.atelier.gateway.generations;

import dev.atelier.gateway.jobs.Job;
import dev.atelier.gateway.jobs.JobView;
import dev.atelier.gateway.web.EventStreams;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownDelayInitiatedEvent;
import io.smallrye.mutiny.Multi;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.ws.rs.sse.OutboundSseEvent;
import jakarta.ws.rs.sse.Sse;
import java.time.Duration;

/** The streams of jobs that clients follow at the moment; ended at the beginning of a shutdown. */
@ApplicationScoped
class JobStreams {
    private static final Duration BETWEEN_TICKS = Duration.ofSeconds(1);

    private final JobView jobs;
    private final JobBodies bodies;
    private final EventStreams open = new EventStreams();

    JobStreams(JobView jobs, JobBodies bodies, MeterRegistry meters) {
        this.jobs = jobs;
        this.bodies = bodies;
        meters.gauge("atelier.streams.open", open, EventStreams::size);
    }

    /**
     * Follows a job to its end.
     *
     * @param seen number of the last event that the client has; 0 for none
     */
    Multi<OutboundSseEvent> follow(Job job, int seen, Sse sse) {
        return open.follow(
                new JobStream(sse, jobs, bodies, seen),
                watcher -> jobs.watch(job.id(), watcher),
                () -> jobs.job(job.id()),
                BETWEEN_TICKS);
    }

    void end(@Observes ShutdownDelayInitiatedEvent shutdown) {
        open.end();
    }
}
