package dev.atelier.gateway.trainings;

import dev.atelier.gateway.runs.Run;
import dev.atelier.gateway.runs.RunView;
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

/** The streams of runs that clients follow at the moment; ended at the beginning of a shutdown, as those of jobs are. */
@ApplicationScoped
class RunStreams {
    private static final int SECONDS_BETWEEN_SIGNS_OF_LIFE = 15;

    private final RunView runs;
    private final Set<MultiEmitter<? super OutboundSseEvent>> open = ConcurrentHashMap.newKeySet();

    RunStreams(RunView runs, MeterRegistry meters) {
        this.runs = runs;
        meters.gauge("atelier.training.streams.open", open, Set::size);
    }

    /**
     * Follows a run to its end.
     *
     * @param seen number of the last step that the client has; 0 for none
     */
    Multi<OutboundSseEvent> follow(Run run, int seen, Sse sse) {
        Multi<OutboundSseEvent> events = Multi.createFrom().emitter(client -> begin(run, seen, sse, client));
        // Off the thread that reads the log, which must not wait for a client.
        return events.emitOn(Infrastructure.getDefaultExecutor());
    }

    private void begin(Run run, int seen, Sse sse, MultiEmitter<? super OutboundSseEvent> client) {
        var stream = new RunStream(client, sse, seen);
        open.add(client);
        Subscription subscription = runs.watch(run.id(), stream::push);
        ScheduledFuture<?> ticking = Infrastructure.getDefaultWorkerPool()
                .scheduleAtFixedRate(
                        stream::signOfLife,
                        SECONDS_BETWEEN_SIGNS_OF_LIFE,
                        SECONDS_BETWEEN_SIGNS_OF_LIFE,
                        TimeUnit.SECONDS);
        client.onTermination(() -> {
            ticking.cancel(false);
            subscription.close();
            open.remove(client);
        });
        stream.push(runs.run(run.id()).orElse(run));
    }

    void end(@Observes ShutdownDelayInitiatedEvent shutdown) {
        open.forEach(MultiEmitter::complete);
    }
}
