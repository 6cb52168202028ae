package dev.atelier.gateway.datasets;

import dev.atelier.gateway.problems.HttpResource;
import dev.atelier.gateway.requests.IdempotencyKey;
import dev.atelier.gateway.web.BodyLimit;
import io.smallrye.common.annotation.Blocking;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
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

/** New versions of data sets. */
@Path("/v1/datasets/{dataSet}/updates")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Trainings")
public class UpdatesResource implements HttpResource {
    private final Updates updates;

    UpdatesResource(Updates updates) {
        this.updates = updates;
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Blocking
    @Operation(
            summary = "Say that a data set has a new version, from which models are to learn",
            description =
                    "Its files lie in the store, the manifest last. A trainer checks them; what is wrong with them"
                            + " is the reason of the failed run. The same Idempotency-Key and body are the same update.")
    @RequestBody(
            required = true,
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(implementation = UpdateBody.UpdateForm.class)))
    @APIResponse(
            responseCode = "202",
            description = "the update is recorded; these are the runs that it asks for",
            content = @Content(schema = @Schema(implementation = UpdateBody.class)))
    @APIResponse(responseCode = "422", description = "mistakes in the request, as a problem")
    @APIResponse(responseCode = "503", description = "the update could not be recorded; see Retry-After")
    public CompletionStage<Response> update(
            @PathParam("dataSet") String dataSet,
            @Parameter(description = "1 to 255 visible ASCII characters") @HeaderParam(IdempotencyKey.HEADER)
                    Optional<String> key,
            InputStream body) {
        Optional<IdempotencyKey> given = IdempotencyKey.of(key);
        return updates.record(WishReader.read(dataSet, BodyLimit.read(body)), given)
                .thenApply(update -> Response.accepted(UpdateBody.of(update)).build());
    }
}
