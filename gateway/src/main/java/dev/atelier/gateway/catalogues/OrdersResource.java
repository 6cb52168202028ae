package dev.atelier.gateway.catalogues;

import dev.atelier.contract.catalogues.Batch;
import dev.atelier.gateway.problems.HttpResource;
import dev.atelier.gateway.problems.Problem;
import dev.atelier.gateway.problems.ProblemType;
import dev.atelier.gateway.requests.Tenants;
import io.smallrye.common.annotation.Blocking;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import java.util.concurrent.CompletionStage;
import java.util.function.BiFunction;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Orders to a batch; each answers with the batch as the order left it. */
@OfBatch
@Path("/v1/catalogues/{id}")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Catalogues")
public class OrdersResource implements HttpResource {
    private static final int LONGEST_NAME = 100;

    private final KnownBatches known;
    private final BatchOrders orders;
    private final Tenants tenants;

    OrdersResource(KnownBatches known, BatchOrders orders, Tenants tenants) {
        this.known = known;
        this.orders = orders;
        this.tenants = tenants;
    }

    @POST
    @Path("pause")
    @Blocking
    @Operation(summary = "Begin no further shards", description = "Those that a worker has begun are finished.")
    @APIResponse(responseCode = "200", description = "the paused batch")
    @APIResponse(responseCode = "409", description = "the batch is over")
    public CompletionStage<BatchBody> pause(
            @PathParam("id") String id,
            @QueryParam("by") @DefaultValue("api") String by,
            @Context HttpHeaders headers) {
        return order(id, by, headers, orders::pause);
    }

    @POST
    @Path("resume")
    @Blocking
    @Operation(summary = "Go on with a paused batch")
    @APIResponse(responseCode = "200", description = "the batch")
    @APIResponse(responseCode = "409", description = "the batch is over")
    public CompletionStage<BatchBody> resume(
            @PathParam("id") String id,
            @QueryParam("by") @DefaultValue("api") String by,
            @Context HttpHeaders headers) {
        return order(id, by, headers, orders::resume);
    }

    @POST
    @Path("cancel")
    @Blocking
    @Operation(summary = "End a batch", description = "The shards that are stored stay in the store.")
    @APIResponse(responseCode = "200", description = "the cancelled batch")
    @APIResponse(responseCode = "409", description = "the batch had ended before, in another way")
    public CompletionStage<BatchBody> cancel(
            @PathParam("id") String id,
            @QueryParam("by") @DefaultValue("api") String by,
            @Context HttpHeaders headers) {
        return order(id, by, headers, orders::cancel);
    }

    @POST
    @Path("retry")
    @Blocking
    @Operation(summary = "Make the failed shards once more")
    @APIResponse(responseCode = "200", description = "the batch")
    @APIResponse(responseCode = "409", description = "no shard has failed, or the batch is over")
    public CompletionStage<BatchBody> retry(
            @PathParam("id") String id,
            @QueryParam("by") @DefaultValue("api") String by,
            @Context HttpHeaders headers) {
        return order(id, by, headers, orders::retry);
    }

    private CompletionStage<BatchBody> order(
            String id, String by, HttpHeaders headers, BiFunction<Batch, String, CompletionStage<Batch>> order) {
        if (by.isBlank() || by.length() > LONGEST_NAME) {
            throw Problem.of(
                            ProblemType.INVALID_REQUEST,
                            "'by' must be a text of 1 to " + LONGEST_NAME + " characters; this one has " + by.length()
                                    + ".")
                    .asException();
        }
        return order.apply(known.find(tenants.of(headers), id), by).thenApply(BatchBodies::of);
    }
}
