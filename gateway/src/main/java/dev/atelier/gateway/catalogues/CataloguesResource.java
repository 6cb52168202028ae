package dev.atelier.gateway.catalogues;

import dev.atelier.contract.catalogues.Batch;
import dev.atelier.contract.messages.CatalogueSource.Format;
import dev.atelier.gateway.catalogues.BatchBody.BatchesBody;
import dev.atelier.gateway.catalogues.CatalogueAcceptance.Accepted;
import dev.atelier.gateway.problems.HttpResource;
import dev.atelier.gateway.problems.Problem;
import dev.atelier.gateway.problems.ProblemType;
import dev.atelier.gateway.requests.IdempotencyKey;
import dev.atelier.gateway.requests.Tenant;
import dev.atelier.gateway.requests.Tenants;
import dev.atelier.gateway.web.BodyLimit;
import io.smallrye.common.annotation.Blocking;
import io.smallrye.common.annotation.NonBlocking;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.io.InputStream;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Catalogues: ask for a batch, look. */
@Path("/v1/catalogues")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Catalogues")
public class CataloguesResource implements HttpResource {
    private static final String CSV = "text/csv";
    private static final String JSON_LINES = "application/x-ndjson";
    private static final int MOST_LISTED = 500;

    private final CatalogueAcceptance acceptance;
    private final KnownBatches known;
    private final Tenants tenants;

    CataloguesResource(CatalogueAcceptance acceptance, KnownBatches known, Tenants tenants) {
        this.acceptance = acceptance;
        this.known = known;
        this.tenants = tenants;
    }

    @POST
    @Consumes({CSV, JSON_LINES})
    @Blocking
    @Operation(
            summary = "Ask for all pictures of a file",
            description =
                    "The body is the file, as text/csv with a header or as application/x-ndjson: an item a line, a"
                            + " column or field for each attribute, and optionally 'id' and 'seed'. Parameters: model (required),"
                            + " version, shardSize (1 to 10000, 1000), seed, onInvalid (stop or skip). It is checked as a whole"
                            + " while it comes. The same Idempotency-Key, parameters and body are the same batch.")
    @APIResponse(
            responseCode = "202",
            description = "the batch; Location leads to it",
            content = @Content(schema = @Schema(implementation = BatchBody.class)))
    @APIResponse(responseCode = "413", description = "the file is larger than atelier.upload-limit")
    @APIResponse(responseCode = "422", description = "lines that the model cannot make, the first 100 as a problem")
    @APIResponse(responseCode = "429", description = "the tenant has as much under way as it may; see Retry-After")
    @APIResponse(responseCode = "503", description = "the batch could not be recorded; see Retry-After")
    @APIResponse(responseCode = "507", description = "the object store is full")
    public CompletionStage<Response> upload(
            @HeaderParam(IdempotencyKey.HEADER) Optional<String> key,
            @HeaderParam("Content-Type") String type,
            @Context UriInfo uri,
            @Context HttpHeaders headers,
            InputStream body) {
        Optional<IdempotencyKey> given = IdempotencyKey.of(key);
        CatalogueWish wish = UploadParameters.read(uri.getQueryParameters());
        Format format = type.startsWith(CSV) ? Format.CSV : Format.JSONL;
        return acceptance.file(tenants.of(headers), wish, format, body, given).thenApply(CataloguesResource::accepted);
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Blocking
    @Operation(
            summary = "Ask for the product of axes, or for all pictures of a file in the store",
            description =
                    "{model, axes: {attribute: [values] or \"*\"}, attributes: {shared}, seeds: 5}, or {model, object:"
                            + " {key, format: csv or jsonl}}; version, shardSize, seed and onInvalid as for a file.")
    @APIResponse(
            responseCode = "202",
            description = "the batch; Location leads to it",
            content = @Content(schema = @Schema(implementation = BatchBody.class)))
    @APIResponse(responseCode = "422", description = "mistakes in the request, as a problem")
    @APIResponse(responseCode = "429", description = "the tenant has as much under way as it may; see Retry-After")
    public CompletionStage<Response> order(
            @HeaderParam(IdempotencyKey.HEADER) Optional<String> key, @Context HttpHeaders headers, InputStream body) {
        Optional<IdempotencyKey> given = IdempotencyKey.of(key);
        Tenant tenant = tenants.of(headers);
        return acceptance
                .order(tenant, CatalogueOrder.read(BodyLimit.read(body), tenant), given)
                .thenApply(CataloguesResource::accepted);
    }

    private static Response accepted(Accepted accepted) {
        return Response.accepted(
                        BatchBodies.of(accepted.batch(), accepted.checked().firstBad()))
                .header("Location", BatchBodies.PATH + accepted.batch().id())
                .build();
    }

    @GET
    @NonBlocking
    @Operation(summary = "Batches, newest first")
    @APIResponse(
            responseCode = "200",
            description = "the batches",
            content = @Content(schema = @Schema(implementation = BatchesBody.class)))
    public BatchesBody list(
            @Parameter(description = "at most this many, 1 to 500") @QueryParam("limit") @DefaultValue("50")
                    String limit,
            @Context HttpHeaders headers) {
        if (!limit.matches("[0-9]{1,3}") || Integer.parseInt(limit) < 1 || Integer.parseInt(limit) > MOST_LISTED) {
            throw Problem.of(
                            ProblemType.INVALID_REQUEST,
                            "'limit' must be a whole number from 1 to " + MOST_LISTED + ", not '" + limit + "'.")
                    .asException();
        }
        return new BatchesBody(known.of(tenants.of(headers))
                .limit(Integer.parseInt(limit))
                .map(BatchBodies::of)
                .toList());
    }

    @GET
    @OfBatch
    @Path("{id}")
    @NonBlocking
    @Operation(summary = "Where a batch stands: its shards, its pace, when it is likely done, what failed")
    @APIResponse(
            responseCode = "200",
            description = "the batch",
            content = @Content(schema = @Schema(implementation = BatchBody.class)))
    @APIResponse(responseCode = "404", description = "there is no such batch")
    public Response look(@PathParam("id") String id, @Context HttpHeaders headers) {
        Batch batch = known.find(tenants.of(headers), id);
        return Response.ok(BatchBodies.of(batch))
                .header("Cache-Control", "no-cache")
                .build();
    }
}
