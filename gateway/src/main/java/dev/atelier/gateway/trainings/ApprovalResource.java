package dev.atelier.gateway.trainings;

import dev.atelier.gateway.problems.HttpResource;
import dev.atelier.gateway.requests.Decision;
import dev.atelier.gateway.requests.JsonBody;
import dev.atelier.gateway.runs.Run;
import dev.atelier.gateway.web.BodyLimit;
import io.smallrye.common.annotation.Blocking;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.InputStream;
import java.util.List;
import java.util.concurrent.CompletionStage;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** A person's yes to a challenger that passed. */
@OfRun
@Path("/v1/trainings/{run}/approval")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Trainings")
public class ApprovalResource implements HttpResource {
    private final Runs runs;
    private final Decisions decisions;
    private final RunBodies bodies;

    ApprovalResource(Runs runs, Decisions decisions, RunBodies bodies) {
        this.runs = runs;
        this.decisions = decisions;
        this.bodies = bodies;
    }

    /** The form of an approval, for the API's description alone. */
    @Schema(name = "Approval")
    record ApprovalForm(
            @Schema(required = true, description = "who says yes", examples = "Ada")
            String by,

            @Schema(required = true, description = "why, 1 to 500 characters")
            String reason) {}

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Blocking
    @Operation(summary = "Say yes to a challenger that passed", description = "A trainer then makes it the champion.")
    @RequestBody(
            required = true,
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(implementation = ApprovalForm.class)))
    @APIResponse(
            responseCode = "202",
            description = "the approved run",
            content = @Content(schema = @Schema(implementation = RunBody.class)))
    @APIResponse(responseCode = "404", description = "there is no such run")
    @APIResponse(responseCode = "409", description = "the run waits for nobody's approval")
    public CompletionStage<Response> approve(@PathParam("run") String id, InputStream body) {
        Run run = runs.find(id);
        JsonBody read = JsonBody.read(
                BodyLimit.read(body),
                List.of("by", "reason"),
                "{\"by\": \"Ada\", \"reason\": \"the sheets look right\"}");
        Decision decision = Decision.read(read.fields(), "who says yes");
        read.requireRight();
        return decisions
                .approve(run, decision.by(), decision.reason())
                .thenApply(approved -> Response.accepted(bodies.whole(approved)).build());
    }
}
