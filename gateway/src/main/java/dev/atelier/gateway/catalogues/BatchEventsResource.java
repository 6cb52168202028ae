package dev.atelier.gateway.catalogues;

import dev.atelier.contract.catalogues.Batch;
import dev.atelier.gateway.problems.HttpResource;
import dev.atelier.gateway.requests.Tenants;
import dev.atelier.gateway.web.LastEventId;
import io.smallrye.common.annotation.NonBlocking;
import io.smallrye.mutiny.Multi;
import io.vertx.core.http.HttpServerResponse;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.sse.OutboundSseEvent;
import jakarta.ws.rs.sse.Sse;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** A batch's changes as they happen. */
@OfBatch
@Path("/v1/catalogues/{id}/events")
@Tag(name = "Catalogues")
public class BatchEventsResource implements HttpResource {
    private final KnownBatches known;
    private final BatchStreams streams;
    private final Tenants tenants;

    BatchEventsResource(KnownBatches known, BatchStreams streams, Tenants tenants) {
        this.known = known;
        this.streams = streams;
        this.tenants = tenants;
    }

    @GET
    @Produces(MediaType.SERVER_SENT_EVENTS)
    @NonBlocking
    @Operation(
            summary = "How a batch stands, as server-sent events, now and after every change up to its end",
            description =
                    "Each event is named by the state and carries the batch as GET shows it. With Last-Event-ID only"
                            + " what follows; 204 where nothing does, which tells a browser to stop.")
    public Multi<OutboundSseEvent> follow(
            @PathParam("id") String id,
            @Context HttpHeaders headers,
            @HeaderParam(LastEventId.HEADER) Optional<String> last,
            @Context Sse sse,
            @Context HttpServerResponse response) {
        Batch batch = known.find(tenants.of(headers), id);
        int seen = LastEventId.seen(last, batch.changes()).orElse(-1);
        if (batch.state().isEnd() && seen == batch.changes()) {
            throw LastEventId.nothingMore();
        }
        response.putHeader("Cache-Control", "no-cache").putHeader("X-Accel-Buffering", "no");
        return streams.follow(batch, seen, sse);
    }
}
