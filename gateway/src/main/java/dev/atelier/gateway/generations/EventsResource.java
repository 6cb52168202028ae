package dev.atelier.gateway.generations;

import dev.atelier.gateway.jobs.Job;
import dev.atelier.gateway.problems.HttpResource;
import io.smallrye.common.annotation.NonBlocking;
import io.smallrye.mutiny.Multi;
import io.vertx.core.http.HttpServerResponse;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.sse.OutboundSseEvent;
import jakarta.ws.rs.sse.Sse;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** A job's changes as they happen. */
@Path("/v1/generations/{id}/events")
@Tag(name = "Generations")
public class EventsResource implements HttpResource {
    private final Jobs jobs;
    private final JobStreams streams;

    EventsResource(Jobs jobs, JobStreams streams) {
        this.jobs = jobs;
        this.streams = streams;
    }

    @GET
    @Produces(MediaType.SERVER_SENT_EVENTS)
    @NonBlocking
    @Operation(
            summary = "A job's changes as server-sent events, from the first to its end",
            description = "queued, position, started, image-stored, completed, failed, cancelled, expired. With"
                    + " Last-Event-ID only what follows; 204 where nothing does, which tells a browser to stop.")
    public Multi<OutboundSseEvent> follow(
            @PathParam("id") String id,
            @HeaderParam("Last-Event-ID") Optional<String> last,
            @Context Sse sse,
            @Context HttpServerResponse response) {
        Job job = jobs.find(id);
        int all = job.history().size() + 1;
        int seen = last.filter(value -> value.matches("[0-9]{1,3}"))
                .map(Integer::parseInt)
                .filter(number -> number <= all)
                .orElse(0);
        if (job.status().isOver() && seen == all) {
            // To a browser's EventSource the one answer that means: do not connect again.
            throw new WebApplicationException(Response.noContent().build());
        }
        response.putHeader("Cache-Control", "no-cache").putHeader("X-Accel-Buffering", "no");
        return streams.follow(job, seen, sse);
    }
}
