package dev.atelier.gateway.stores;

import dev.atelier.contract.objects.ObjectNotFoundException;
import dev.atelier.contract.objects.ObjectStore;
import dev.atelier.contract.products.Product;
import dev.atelier.contract.products.StoredPicture;
import dev.atelier.gateway.problems.HttpResource;
import dev.atelier.gateway.problems.Problem;
import dev.atelier.gateway.problems.ProblemType;
import dev.atelier.gateway.requests.Tenants;
import dev.atelier.gateway.uploads.PictureFormat;
import io.smallrye.common.annotation.Blocking;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.EntityTag;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** A product's picture as the shop sent it, read from the store on behalf of the client. */
@Path("/v1/stores/{store}/products/{product}/picture")
@Tag(name = "Products")
public class ProductPicturesResource implements HttpResource {
    private final KnownProducts known;
    private final ObjectStore store;
    private final Tenants tenants;

    ProductPicturesResource(KnownProducts known, ObjectStore store, Tenants tenants) {
        this.known = known;
        this.store = store;
        this.tenants = tenants;
    }

    @GET
    @Blocking
    @Operation(summary = "A product's picture")
    @APIResponse(responseCode = "200", description = "the file as it was sent, with its checksum as ETag")
    @APIResponse(responseCode = "404", description = "there is no such product, or its picture is gone")
    public Response read(
            @Context HttpHeaders headers,
            @PathParam("store") String name,
            @PathParam("product") String id,
            @Context Request conditions) {
        Product product = known.find(tenants.of(headers), name, id).product();
        EntityTag tag = new EntityTag(product.picture().sha256());
        Response.ResponseBuilder unchanged = conditions.evaluatePreconditions(tag);
        // A product may get another picture, so that who has this one asks again.
        return (unchanged == null ? content(product) : unchanged)
                .tag(tag)
                .header("Cache-Control", "no-cache")
                .build();
    }

    private Response.ResponseBuilder content(Product product) {
        StoredPicture picture = product.picture();
        try {
            byte[] bytes = store.get(picture.key());
            String type =
                    PictureFormat.of(bytes).map(PictureFormat::mediaType).orElse(MediaType.APPLICATION_OCTET_STREAM);
            return Response.ok(bytes).type(type);
        } catch (ObjectNotFoundException e) {
            throw Problem.of(
                            ProblemType.UNKNOWN_IMAGE,
                            "The picture of product '" + product.product() + "' is no longer in the store.")
                    .asException();
        }
    }
}
