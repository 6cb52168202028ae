package dev.atelier.gateway.catalogues;

import dev.atelier.contract.catalogues.Batch;
import dev.atelier.contract.json.Json;
import dev.atelier.gateway.web.EventStreams;
import jakarta.ws.rs.sse.OutboundSseEvent;
import jakarta.ws.rs.sse.Sse;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * One client's view of a batch as server-sent events: each is the whole state, so that nothing has to be kept for clients
 * that come back. The id of an event is the number of the batch's changes, the same on every gateway.
 */
final class BatchStream implements EventStreams.View<Batch> {
    private final Sse sse;
    private int sent;

    /** @param sent number of changes of the last state that the client has; −1 for none */
    BatchStream(Sse sse, int sent) {
        this.sse = sse;
        this.sent = sent;
    }

    @Override
    public List<OutboundSseEvent> news(Batch batch) {
        if (batch.changes() <= sent) {
            return List.of();
        }
        sent = batch.changes();
        return List.of(sse.newEventBuilder()
                .id(Integer.toString(sent))
                .name(BatchBodies.text(batch.state()))
                .data(String.class, new String(Json.bytes(BatchBodies.of(batch)), StandardCharsets.UTF_8))
                .build());
    }

    /** Proxies end connections on which nothing comes. */
    @Override
    public List<OutboundSseEvent> tick(Batch batch) {
        return List.of(sse.newEventBuilder().comment("still there").build());
    }

    @Override
    public boolean isOver(Batch batch) {
        return batch.state().isEnd();
    }
}
