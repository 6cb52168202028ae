package dev.atelier.gateway.generations;

import dev.atelier.gateway.jobs.Job;
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

/** A job's changes as they happen. */
@Path("/v1/generations/{id}/events")
@Tag(name = "Generations")
public class EventsResource implements HttpResource {
    /** Queued, started, and an end. */
    private static final int BESIDE_PICTURES = 3;

    private final Jobs jobs;
    private final Tenants tenants;
    private final JobStreams streams;

    EventsResource(Jobs jobs, Tenants tenants, JobStreams streams) {
        this.jobs = jobs;
        this.tenants = tenants;
        this.streams = streams;
    }

    @GET
    @OfJob
    @Produces(MediaType.SERVER_SENT_EVENTS)
    @NonBlocking
    @Operation(
            summary = "A job's changes as server-sent events, from the first to its end",
            description = "queued, position, started, image-stored, completed, failed, cancelled, expired. With"
                    + " Last-Event-ID only what follows; 204 where nothing does, which tells a browser to stop.")
    public Multi<OutboundSseEvent> follow(
            @PathParam("id") String id,
            @HeaderParam(LastEventId.HEADER) Optional<String> last,
            @Context HttpHeaders headers,
            @Context Sse sse,
            @Context HttpServerResponse response) {
        Job job = jobs.find(tenants.of(headers), id);
        int all = job.history().size() + 1;
        int seen = LastEventId.seen(
                        last, job.status().isOver() ? all : job.request().count() + BESIDE_PICTURES)
                .orElse(0);
        if (job.status().isOver() && seen == all) {
            throw LastEventId.nothingMore();
        }
        response.putHeader("Cache-Control", "no-cache").putHeader("X-Accel-Buffering", "no");
        return streams.follow(job, seen, sse);
    }
}
