package dev.atelier.gateway.catalogues;

import dev.atelier.contract.catalogues.Batch;
import dev.atelier.contract.json.Json;
import dev.atelier.gateway.web.EventStreams;
import io.smallrye.mutiny.subscription.MultiEmitter;
import jakarta.ws.rs.sse.OutboundSseEvent;
import jakarta.ws.rs.sse.Sse;
import java.nio.charset.StandardCharsets;

/**
 * One client's view of a batch as server-sent events: each is the whole state, so that nothing has to be kept for clients
 * that come back. The id of an event is the number of the batch's changes, the same on every gateway.
 */
final class BatchStream implements EventStreams.Stream<Batch> {
    private final MultiEmitter<? super OutboundSseEvent> client;
    private final Sse sse;
    private int sent;

    /** @param sent number of changes of the last state that the client has; −1 for none */
    BatchStream(MultiEmitter<? super OutboundSseEvent> client, Sse sse, int sent) {
        this.client = client;
        this.sse = sse;
        this.sent = sent;
    }

    @Override
    public synchronized void push(Batch batch) {
        if (batch.changes() > sent) {
            sent = batch.changes();
            client.emit(sse.newEventBuilder()
                    .id(Integer.toString(sent))
                    .name(BatchBodies.text(batch.state()))
                    .data(String.class, new String(Json.bytes(BatchBodies.of(batch)), StandardCharsets.UTF_8))
                    .build());
        }
        if (batch.state().isEnd()) {
            client.complete();
        }
    }

    /** Proxies end connections on which nothing comes. */
    @Override
    public synchronized void tick() {
        client.emit(sse.newEventBuilder().comment("still there").build());
    }
}
