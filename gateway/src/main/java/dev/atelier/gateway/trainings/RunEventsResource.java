package dev.atelier.gateway.trainings;

import dev.atelier.gateway.problems.HttpResource;
import dev.atelier.gateway.runs.Run;
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
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.sse.OutboundSseEvent;
import jakarta.ws.rs.sse.Sse;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** A run's changes as they happen. */
@OfRun
@Path("/v1/trainings/{run}/events")
@Tag(name = "Trainings")
public class RunEventsResource implements HttpResource {
    private final Runs runs;
    private final RunStreams streams;

    RunEventsResource(Runs runs, RunStreams streams) {
        this.runs = runs;
        this.streams = streams;
    }

    @GET
    @Produces(MediaType.SERVER_SENT_EVENTS)
    @NonBlocking
    @Operation(
            summary = "A run's changes as server-sent events, from the first to its end",
            description = "requested, started, progress, evaluated, approved, promoted, rejected, failed,"
                    + " cancel-requested, cancelled, superseded. With Last-Event-ID only what follows; 204 where nothing"
                    + " does, which tells a browser to stop.")
    public Multi<OutboundSseEvent> follow(
            @PathParam("run") String id,
            @HeaderParam(LastEventId.HEADER) Optional<String> last,
            @Context Sse sse,
            @Context HttpServerResponse response) {
        Run run = runs.find(id);
        int all = run.steps().get(run.steps().size() - 1).number();
        int seen = LastEventId.seen(last, all).orElse(0);
        if (run.now().state().isEnd() && seen == all) {
            throw LastEventId.nothingMore();
        }
        response.putHeader("Cache-Control", "no-cache").putHeader("X-Accel-Buffering", "no");
        return streams.follow(run, seen, sse);
    }
}
