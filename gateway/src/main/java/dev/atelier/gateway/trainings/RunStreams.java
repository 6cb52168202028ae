package dev.atelier.gateway.trainings;

import dev.atelier.gateway.runs.Run;
import dev.atelier.gateway.runs.RunView;
import dev.atelier.gateway.web.EventStreams;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownDelayInitiatedEvent;
import io.smallrye.mutiny.Multi;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.ws.rs.sse.OutboundSseEvent;
import jakarta.ws.rs.sse.Sse;
import java.time.Duration;

/** The streams of runs that clients follow at the moment; ended at the beginning of a shutdown, as those of jobs are. */
@ApplicationScoped
class RunStreams {
    private static final Duration BETWEEN_SIGNS_OF_LIFE = Duration.ofSeconds(15);

    private final RunView runs;
    private final EventStreams open = new EventStreams();

    RunStreams(RunView runs, MeterRegistry meters) {
        this.runs = runs;
        meters.gauge("atelier.training.streams.open", open, EventStreams::size);
    }

    /**
     * Follows a run to its end.
     *
     * @param seen number of the last step that the client has; 0 for none
     */
    Multi<OutboundSseEvent> follow(Run run, int seen, Sse sse) {
        return open.follow(
                new RunStream(sse, seen),
                watcher -> runs.watch(run.id(), watcher),
                () -> runs.run(run.id()),
                BETWEEN_SIGNS_OF_LIFE);
    }

    void end(@Observes ShutdownDelayInitiatedEvent shutdown) {
        open.end();
    }
}
