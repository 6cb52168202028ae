package dev.atelier.gateway.stores;

import dev.atelier.gateway.index.StoreCounts;
import dev.atelier.gateway.problems.HttpResource;
import dev.atelier.gateway.requests.Tenants;
import io.smallrye.common.annotation.Blocking;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Which stores the tenant who asks has, and what they hold. */
@Path("/v1/stores")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Products")
public class StoresResource implements HttpResource {
    private final KnownProducts known;
    private final Tenants tenants;

    StoresResource(KnownProducts known, Tenants tenants) {
        this.known = known;
        this.tenants = tenants;
    }

    /** A store as clients see it. */
    @Schema(name = "Store")
    record StoreBody(
            String store,
            @Schema(description = "that can be found") long products,
            long inStock,

            @Schema(description = "products by the version of the embedder that looked at them, by its digest")
            Map<String, Long> embedders) {
        static StoreBody of(String store, StoreCounts counts) {
            return new StoreBody(store, counts.products(), counts.inStock(), counts.embedders());
        }
    }

    /** The stores that have a product that can be found, by name. */
    @Schema(name = "Stores")
    record StoresBody(List<StoreBody> stores) {}

    @GET
    @Blocking
    @Operation(summary = "The stores with a product that can be found")
    @APIResponse(
            responseCode = "200",
            description = "their counts, by name",
            content = @Content(schema = @Schema(implementation = StoresBody.class)))
    public StoresBody all(@Context HttpHeaders headers) {
        List<StoreBody> stores = new ArrayList<>();
        known.stores(tenants.of(headers)).forEach((store, counts) -> stores.add(StoreBody.of(store, counts)));
        return new StoresBody(stores);
    }

    @GET
    @Path("{store}")
    @Blocking
    @Operation(summary = "How many products of a store can be found")
    @APIResponse(
            responseCode = "200",
            description = "the counts",
            content = @Content(schema = @Schema(implementation = StoreBody.class)))
    @APIResponse(responseCode = "404", description = "there is no such store, or none of its products can be found yet")
    public StoreBody look(@Context HttpHeaders headers, @PathParam("store") String store) {
        return StoreBody.of(store, known.counts(tenants.of(headers), store));
    }
}
