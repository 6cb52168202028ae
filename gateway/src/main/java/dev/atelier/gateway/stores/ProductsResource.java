package dev.atelier.gateway.stores;

import dev.atelier.contract.products.Product;
import dev.atelier.gateway.problems.HttpResource;
import dev.atelier.gateway.requests.Tenants;
import dev.atelier.gateway.uploads.Form;
import dev.atelier.gateway.uploads.UploadedPictures;
import dev.atelier.gateway.web.BodyLimit;
import io.smallrye.common.annotation.Blocking;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.InputStream;
import java.util.concurrent.CompletionStage;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.server.multipart.MultipartFormDataInput;

/** The products of a store of the tenant who asks, one at a time. */
@Path("/v1/stores/{store}/products")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Products")
public class ProductsResource implements HttpResource {
    private static final String JSON_PART = "product";
    private static final String MERGE_PATCH = "application/merge-patch+json";

    private final ProductIntake intake;
    private final KnownProducts known;
    private final UploadedPictures pictures;
    private final Tenants tenants;

    ProductsResource(ProductIntake intake, KnownProducts known, UploadedPictures pictures, Tenants tenants) {
        this.intake = intake;
        this.known = known;
        this.pictures = pictures;
        this.tenants = tenants;
    }

    @PUT
    @Path("{product}")
    @Consumes(MediaType.MULTIPART_FORM_DATA)
    @Blocking
    @Operation(
            summary = "Put a product into a store, or another in its place",
            description = "A form with a part 'product', a JSON object {title, attributes, price, currency, inStock,"
                    + " link}, and a part 'picture': PNG, JPEG, WebP, GIF or BMP, by its bytes. It can be found some"
                    + " seconds later.")
    @RequestBody(
            required = true,
            content =
                    @Content(
                            mediaType = MediaType.MULTIPART_FORM_DATA,
                            schema = @Schema(implementation = ProductBody.FormBody.class)))
    @APIResponse(
            responseCode = "202",
            description = "the product; it is in the log",
            content = @Content(schema = @Schema(implementation = ProductBody.class)))
    @APIResponse(responseCode = "413", description = "the picture has too many bytes or pixels")
    @APIResponse(responseCode = "415", description = "the picture has a format that is not taken")
    @APIResponse(responseCode = "422", description = "mistakes in the form, as a problem")
    public CompletionStage<Response> put(
            @Context HttpHeaders headers,
            @PathParam("store") String store,
            @PathParam("product") String product,
            MultipartFormDataInput input) {
        Form form = Form.of(input, JSON_PART);
        return put(ProductReader.read(ProductReader.key(tenants.of(headers), store, product), form.json()), form);
    }

    @POST
    @Consumes(MediaType.MULTIPART_FORM_DATA)
    @Blocking
    @Operation(
            summary = "The same, of a product that says its id itself",
            description = "As for PUT, and 'id' in the part 'product'.")
    @RequestBody(
            required = true,
            content =
                    @Content(
                            mediaType = MediaType.MULTIPART_FORM_DATA,
                            schema = @Schema(implementation = ProductBody.FormBody.class)))
    @APIResponse(
            responseCode = "202",
            description = "the product; Location leads to it",
            content = @Content(schema = @Schema(implementation = ProductBody.class)))
    @APIResponse(responseCode = "422", description = "mistakes in the form, as a problem")
    public CompletionStage<Response> add(
            @Context HttpHeaders headers, @PathParam("store") String store, MultipartFormDataInput input) {
        Form form = Form.of(input, JSON_PART);
        return put(ProductReader.read(ProductReader.store(tenants.of(headers), store), form.json()), form);
    }

    private CompletionStage<Response> put(ProductDetails details, Form form) {
        return intake.put(details, pictures.check(form.picture())).thenApply(ProductsResource::accepted);
    }

    private static Response accepted(Product product) {
        return Response.accepted(ProductBody.of(product))
                .header("Location", ProductBody.path(product))
                .build();
    }

    @PATCH
    @Path("{product}")
    @Consumes({MERGE_PATCH, MediaType.APPLICATION_JSON})
    @Blocking
    @Operation(
            summary = "Change what is said of a product that can be found",
            description =
                    "A JSON merge patch (RFC 7396) of {title, attributes, price, currency, inStock, link}: null takes"
                            + " out what a product need not have. Its picture stays. The change can be found some seconds"
                            + " later. Of changes that two gateways take within these seconds the last counts as a"
                            + " whole.")
    @RequestBody(
            required = true,
            content = {
                @Content(
                        mediaType = MERGE_PATCH,
                        schema = @Schema(implementation = ProductBody.ChangeBody.class),
                        examples =
                                @ExampleObject(
                                        name = "a new price",
                                        value = "{\"price\": 17.50, \"currency\": \"EUR\", \"inStock\": true}")),
                @Content(
                        mediaType = MediaType.APPLICATION_JSON,
                        schema = @Schema(implementation = ProductBody.ChangeBody.class))
            })
    @APIResponse(
            responseCode = "202",
            description = "the product with the change; it is in the log",
            content = @Content(schema = @Schema(implementation = ProductBody.class)))
    @APIResponse(responseCode = "404", description = "there is no such product, or no worker has looked at it yet")
    @APIResponse(responseCode = "422", description = "mistakes in the product as it would be, as a problem")
    public CompletionStage<Response> change(
            @Context HttpHeaders headers,
            @PathParam("store") String store,
            @PathParam("product") String product,
            InputStream body) {
        byte[] patch = BodyLimit.read(body);
        return intake.change(
                        known.find(tenants.of(headers), store, product), before -> ProductReader.changed(before, patch))
                .thenApply(ProductsResource::accepted);
    }

    @GET
    @Path("{product}")
    @Blocking
    @Operation(summary = "A product that can be found")
    @APIResponse(
            responseCode = "200",
            description = "the product",
            content = @Content(schema = @Schema(implementation = ProductBody.class)))
    @APIResponse(responseCode = "404", description = "there is no such product, or no worker has looked at it yet")
    public ProductBody look(
            @Context HttpHeaders headers, @PathParam("store") String store, @PathParam("product") String product) {
        return ProductBody.of(known.find(tenants.of(headers), store, product).product());
    }

    @DELETE
    @Path("{product}")
    @Blocking
    @Operation(summary = "Take a product out of a store", description = "It is not found any more some seconds later.")
    @APIResponse(responseCode = "202", description = "the removal is in the log, also where there was none")
    public CompletionStage<Response> remove(
            @Context HttpHeaders headers, @PathParam("store") String store, @PathParam("product") String product) {
        return intake.remove(ProductReader.key(tenants.of(headers), store, product))
                .thenApply(written -> Response.accepted().build());
    }
}
