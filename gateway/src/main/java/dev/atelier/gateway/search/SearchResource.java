package dev.atelier.gateway.search;

import dev.atelier.gateway.problems.HttpResource;
import dev.atelier.gateway.requests.Tenants;
import dev.atelier.gateway.uploads.Form;
import dev.atelier.gateway.uploads.UploadedPictures;
import dev.atelier.gateway.web.BodyLimit;
import io.smallrye.common.annotation.Blocking;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import java.io.InputStream;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.server.multipart.MultipartFormDataInput;

/** The products of a store that are most like a picture. */
@Path("/v1/search")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Search")
public class SearchResource implements HttpResource {
    private final Searches searches;
    private final UploadedPictures pictures;
    private final Tenants tenants;

    SearchResource(Searches searches, UploadedPictures pictures, Tenants tenants) {
        this.searches = searches;
        this.pictures = pictures;
        this.tenants = tenants;
    }

    /** The form of a search, for the API's description alone. */
    @Schema(name = "SearchForm")
    record FormBody(
            @Schema(required = true, description = "as the JSON body, without 'by'")
            SearchBody.QueryBody query,

            @Schema(required = true, type = SchemaType.STRING, format = "binary")
            byte[] picture) {}

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Blocking
    @Operation(
            summary = "Find the products of a store that are most like a picture",
            description = "By a picture of a job, by another product, or by attributes: then a picture of them is made"
                    + " first, as POST /v1/generations would. The score is the cosine similarity of the pictures'"
                    + " feature vectors, -1 to 1; only vectors of one version of the embedder are compared.")
    @RequestBody(
            required = true,
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(implementation = SearchBody.QueryBody.class)))
    @APIResponse(
            responseCode = "200",
            description = "the most similar products first",
            content = @Content(schema = @Schema(implementation = SearchBody.class)))
    @APIResponse(responseCode = "404", description = "there is no such store")
    @APIResponse(responseCode = "422", description = "mistakes in the request, or there is no such picture")
    @APIResponse(responseCode = "503", description = "the products are still being read; see Retry-After")
    @APIResponse(responseCode = "504", description = "no worker looked at the picture, or made it, in time")
    public Uni<SearchBody> search(@Context HttpHeaders headers, InputStream body) {
        return searches.search(tenants.of(headers), SearchReader.read(BodyLimit.read(body)));
    }

    @POST
    @Consumes(MediaType.MULTIPART_FORM_DATA)
    @Blocking
    @Operation(
            summary = "The same by a picture of one's own",
            description =
                    "A form with a part 'query', the JSON body without 'by', and a part 'picture': PNG, JPEG, WebP,"
                            + " GIF or BMP, by its bytes. It is not kept.")
    @RequestBody(
            required = true,
            content =
                    @Content(
                            mediaType = MediaType.MULTIPART_FORM_DATA,
                            schema = @Schema(implementation = FormBody.class)))
    @APIResponse(
            responseCode = "200",
            description = "the most similar products first",
            content = @Content(schema = @Schema(implementation = SearchBody.class)))
    @APIResponse(responseCode = "413", description = "the picture has too many bytes or pixels")
    @APIResponse(responseCode = "415", description = "the picture has a format that is not taken")
    public Uni<SearchBody> search(@Context HttpHeaders headers, MultipartFormDataInput input) {
        Form form = Form.of(input, "query");
        return searches.search(tenants.of(headers), SearchReader.read(form.json(), pictures.check(form.picture())));
    }
}
