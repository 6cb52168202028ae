package dev.atelier.gateway.generations;

import dev.atelier.gateway.jobs.Job;
import dev.atelier.gateway.problems.HttpResource;
import dev.atelier.gateway.requests.IdempotencyKey;
import dev.atelier.gateway.requests.Tenants;
import dev.atelier.gateway.web.BodyLimit;
import io.smallrye.common.annotation.Blocking;
import io.smallrye.common.annotation.NonBlocking;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;
import java.io.InputStream;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Jobs: ask for pictures, look, cancel. */
@Path("/v1/generations")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Generations")
public class GenerationsResource implements HttpResource {
    private final Acceptance acceptance;
    private final Cancellation cancellation;
    private final Jobs jobs;
    private final JobBodies bodies;
    private final Tenants tenants;

    GenerationsResource(
            Acceptance acceptance, Cancellation cancellation, Jobs jobs, JobBodies bodies, Tenants tenants) {
        this.acceptance = acceptance;
        this.cancellation = cancellation;
        this.jobs = jobs;
        this.bodies = bodies;
        this.tenants = tenants;
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Blocking
    @Operation(summary = "Ask for pictures", description = "The same Idempotency-Key and body are the same job.")
    @RequestBody(
            required = true,
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(implementation = OrderBody.class)))
    @APIResponse(
            responseCode = "202",
            description = "the job; Location leads to it",
            content = @Content(schema = @Schema(implementation = JobBody.class)))
    @APIResponse(responseCode = "422", description = "mistakes in the request, as a problem")
    @APIResponse(responseCode = "429", description = "the tenant asks for too much; see Retry-After")
    @APIResponse(responseCode = "503", description = "the request could not be recorded; see Retry-After")
    public CompletionStage<Response> ask(
            @Parameter(description = "1 to 255 visible ASCII characters") @HeaderParam(IdempotencyKey.HEADER)
                    Optional<String> key,
            @Context HttpHeaders headers,
            InputStream body) {
        Optional<IdempotencyKey> given = IdempotencyKey.of(key);
        return acceptance
                .accept(tenants.of(headers), OrderReader.read(BodyLimit.read(body)), given)
                .thenApply(this::accepted);
    }

    private Response accepted(Job job) {
        return Response.accepted(bodies.body(job))
                .header("Location", JobBodies.PATH + job.id())
                .build();
    }

    @GET
    @OfJob
    @Path("{id}")
    @NonBlocking
    @Operation(summary = "Where a job stands")
    @APIResponse(
            responseCode = "200",
            description = "the job",
            content = @Content(schema = @Schema(implementation = JobBody.class)))
    @APIResponse(responseCode = "404", description = "there is no such job")
    public Response look(@PathParam("id") String id, @Context HttpHeaders headers, @Context Request request) {
        Job job = jobs.find(tenants.of(headers), id);
        JobBody body = bodies.body(job);
        var tag = bodies.tag(body, job);
        Response.ResponseBuilder unchanged = request.evaluatePreconditions(tag);
        Response.ResponseBuilder response = unchanged == null ? Response.ok(body) : unchanged;
        return response.tag(tag).header("Cache-Control", "no-cache").build();
    }

    @DELETE
    @OfJob
    @Path("{id}")
    @Blocking
    @Operation(summary = "Cancel a job")
    @APIResponse(
            responseCode = "200",
            description = "the cancelled job",
            content = @Content(schema = @Schema(implementation = JobBody.class)))
    @APIResponse(responseCode = "409", description = "the job had ended before, in another way")
    public CompletionStage<JobBody> cancel(@PathParam("id") String id, @Context HttpHeaders headers) {
        return cancellation.cancel(jobs.find(tenants.of(headers), id)).thenApply(bodies::body);
    }
}
