package dev.atelier.gateway.catalogues;

import dev.atelier.contract.artefact.Manifest;
import dev.atelier.contract.catalogues.Batch;
import dev.atelier.contract.catalogues.SourceLine;
import dev.atelier.contract.catalogues.WantedItems;
import dev.atelier.contract.json.Json;
import dev.atelier.contract.messages.CatalogueEvent.Completed;
import dev.atelier.contract.messages.CatalogueRequest;
import dev.atelier.contract.objects.ObjectKeys;
import dev.atelier.contract.objects.ObjectNotFoundException;
import dev.atelier.contract.objects.ObjectStore;
import dev.atelier.gateway.configuration.GatewayConfig;
import dev.atelier.gateway.models.Models;
import dev.atelier.gateway.problems.HttpResource;
import dev.atelier.gateway.problems.Problem;
import dev.atelier.gateway.problems.ProblemType;
import dev.atelier.gateway.requests.Tenants;
import io.smallrye.common.annotation.Blocking;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.StreamingOutput;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/**
 * What there is to read of a batch. The large files come from the store itself, by presigned links. The lines that were left
 * out are a function of the source, and are read from that again instead of being stored.
 */
@OfBatch
@Path("/v1/catalogues/{id}")
@Tag(name = "Catalogues")
public class FilesResource implements HttpResource {
    private final KnownBatches known;
    private final Models models;
    private final ObjectStore store;
    private final GatewayConfig config;
    private final Tenants tenants;

    FilesResource(KnownBatches known, Models models, ObjectStore store, GatewayConfig config, Tenants tenants) {
        this.known = known;
        this.models = models;
        this.store = store;
        this.config = config;
        this.tenants = tenants;
    }

    @GET
    @Path("manifest")
    @Blocking
    @Operation(
            summary = "The manifest of a completed batch",
            description = "A line for each item, in the order of the items: {id, attributes, seed, shard, offset, size,"
                    + " sha256}, where the picture is the bytes from offset on in the tar file of the shard.")
    @APIResponse(responseCode = "307", description = "a presigned link to manifest.jsonl in the store")
    @APIResponse(responseCode = "409", description = "the batch is not completed")
    public Response manifest(@PathParam("id") String id, @Context HttpHeaders headers) {
        Batch batch = known.find(tenants.of(headers), id);
        Completed end = batch.end()
                .filter(Completed.class::isInstance)
                .map(Completed.class::cast)
                .orElseThrow(() -> Problem.of(
                                ProblemType.CATALOGUE_NOT_COMPLETED,
                                "Batch " + id + " is " + BatchBodies.text(batch.state())
                                        + "; it has a manifest once it is completed.")
                        .asException());
        return link(end.manifest());
    }

    @GET
    @Path("shards/{n: [0-9]{1,6}}.tar")
    @Blocking
    @Operation(summary = "A shard's tar file")
    @APIResponse(responseCode = "307", description = "a presigned link to it in the store")
    @APIResponse(responseCode = "404", description = "there is no such shard, or not yet")
    public Response shard(@PathParam("id") String id, @PathParam("n") int shard, @Context HttpHeaders headers) {
        Batch batch = known.find(tenants.of(headers), id);
        if (!batch.shards().isStored(shard)) {
            throw Problem.of(
                            ProblemType.UNKNOWN_SHARD,
                            "Shard " + shard + " of batch " + id
                                    + " is not there, or not yet; the batch has shards 0 to "
                                    + (batch.request().orElseThrow().shards() - 1) + ".")
                    .asException();
        }
        return link(ObjectKeys.shard(batch.tenant(), id, shard));
    }

    private Response link(String key) {
        return Response.temporaryRedirect(store.presignedLink(key, config.linkValidity()))
                .build();
    }

    @GET
    @Path("bad-lines")
    @Produces("application/x-ndjson")
    @Blocking
    @Operation(
            summary = "The lines that were left out, all of them",
            description = "A line for each: {line, mistakes: [{field, value, message, closest}]}.")
    @APIResponse(responseCode = "200", description = "the lines; none where nothing was left out")
    @APIResponse(responseCode = "404", description = "the source is no longer in the store")
    public Response badLines(@PathParam("id") String id, @Context HttpHeaders headers) {
        CatalogueRequest request = known.find(tenants.of(headers), id).request().orElseThrow();
        Manifest version = models.version(models.model(request.model()), Optional.of(request.version()));
        InputStream source;
        try {
            source = store.open(request.source().key());
        } catch (ObjectNotFoundException e) {
            throw Problem.of(
                            ProblemType.NOT_FOUND,
                            "The source " + request.source().key() + " is no longer in the store.")
                    .asException();
        }
        StreamingOutput lines = out -> {
            try (source) {
                write(WantedItems.read(request.source().format(), source, version.schema(), request.seed()), out);
            }
        };
        return Response.ok(lines).build();
    }

    private static void write(WantedItems items, OutputStream out) throws IOException {
        for (Optional<SourceLine> line = items.next(); line.isPresent(); line = items.next()) {
            if (line.get() instanceof SourceLine.Bad bad) {
                out.write(Json.bytes(bad));
                out.write('\n');
            }
        }
    }
}
