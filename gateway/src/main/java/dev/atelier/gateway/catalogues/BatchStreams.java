package dev.atelier.gateway.catalogues;

import dev.atelier.contract.catalogues.Batch;
import dev.atelier.gateway.batches.BatchView;
import dev.atelier.gateway.web.EventStreams;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownDelayInitiatedEvent;
import io.smallrye.mutiny.Multi;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.ws.rs.sse.OutboundSseEvent;
import jakarta.ws.rs.sse.Sse;
import java.time.Duration;

/** The streams of batches that clients follow at the moment; ended at the beginning of a shutdown, as those of jobs are. */
@ApplicationScoped
class BatchStreams {
    private static final Duration BETWEEN_SIGNS_OF_LIFE = Duration.ofSeconds(15);

    private final BatchView batches;
    private final EventStreams open = new EventStreams();

    BatchStreams(BatchView batches, MeterRegistry meters) {
        this.batches = batches;
        meters.gauge("atelier.catalogue.streams.open", open, EventStreams::size);
    }

    /**
     * Follows a batch to its end.
     *
     * @param seen number of changes of the last state that the client has; −1 for none
     */
    Multi<OutboundSseEvent> follow(Batch batch, int seen, Sse sse) {
        return open.follow(
                new BatchStream(sse, seen),
                watcher -> batches.watch(batch.id(), watcher),
                () -> batches.batch(batch.id()),
                BETWEEN_SIGNS_OF_LIFE);
    }

    void end(@Observes ShutdownDelayInitiatedEvent shutdown) {
        open.end();
    }
}
