package dev.atelier.gateway.models;

import dev.atelier.contract.attributes.ClosestNames;
import dev.atelier.contract.models.Alias;
import dev.atelier.contract.models.Model;
import dev.atelier.gateway.models.ModelBody.AliasBody;
import dev.atelier.gateway.problems.FieldError;
import dev.atelier.gateway.problems.HttpResource;
import dev.atelier.gateway.problems.Problem;
import dev.atelier.gateway.problems.ProblemException;
import dev.atelier.gateway.problems.ProblemType;
import dev.atelier.gateway.web.BodyLimit;
import io.smallrye.common.annotation.Blocking;
import io.smallrye.common.annotation.NonBlocking;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.EntityTag;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;
import java.io.InputStream;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Where a model's aliases point, and moving them. */
@Path("/v1/models/{model}/aliases/{alias}")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Models")
public class AliasesResource implements HttpResource {
    private static final List<String> MOVABLE = List.of(Alias.CHAMPION, Alias.CHALLENGER);
    private static final List<String> ALIASES = List.of(Alias.CHAMPION, Alias.CHALLENGER, Alias.PREVIOUS);

    private final Models models;
    private final Moves moves;

    AliasesResource(Models models, Moves moves) {
        this.models = models;
        this.moves = moves;
    }

    @GET
    @NonBlocking
    @Operation(
            summary = "Where an alias points, since when, by whose decision",
            description = "Its ETag is its revision.")
    @APIResponse(
            responseCode = "200",
            description = "the alias",
            content = @Content(schema = @Schema(implementation = AliasBody.class)))
    @APIResponse(responseCode = "404", description = "there is no such model or alias")
    public Response look(@PathParam("model") String name, @PathParam("alias") String alias, @Context Request request) {
        Model model = models.inPath(name);
        Alias found = Optional.ofNullable(model.aliases().get(alias)).orElseThrow(() -> unknown(alias, ALIASES));
        Response.ResponseBuilder unchanged = request.evaluatePreconditions(tag(found.revision()));
        return unchanged == null
                ? answer(found)
                : unchanged.tag(tag(found.revision())).build();
    }

    @PUT
    @Consumes(MediaType.APPLICATION_JSON)
    @Blocking
    @Operation(
            summary = "Move the alias champion or challenger to a version",
            description = "Answered once the move has been read back from the log, and so is known to count. Moving the"
                    + " champion leaves the alias previous at the version that was champion. If-Match with the alias's"
                    + " ETag replaces just that revision.")
    @RequestBody(
            required = true,
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(implementation = MoveBody.MoveForm.class)))
    @APIResponse(
            responseCode = "200",
            description = "the alias after the move",
            content = @Content(schema = @Schema(implementation = AliasBody.class)))
    @APIResponse(responseCode = "404", description = "there is no such model or alias")
    @APIResponse(responseCode = "409", description = "another move came first; the detail says whose")
    @APIResponse(responseCode = "412", description = "the alias is not what If-Match names")
    @APIResponse(responseCode = "422", description = "mistakes in the request, as a problem")
    public CompletionStage<Response> move(
            @PathParam("model") String name,
            @PathParam("alias") String alias,
            @Context Request request,
            InputStream body) {
        Model model = models.inPath(name);
        if (!MOVABLE.contains(alias)) {
            throw unknown(alias, MOVABLE);
        }
        MoveBody wish = MoveBody.read(BodyLimit.read(body));
        String version = models.ownVersion(model, wish.version()).version();
        long revision = Optional.ofNullable(model.aliases().get(alias))
                .map(Alias::revision)
                .orElse(0L);
        if (request.evaluatePreconditions(tag(revision)) != null) {
            throw Problem.of(
                            ProblemType.ALIAS_MOVED,
                            "The alias '" + alias + "' of model '" + model.name() + "' is at revision " + revision
                                    + ", which is not the one that If-Match names.")
                    .withStatus(Response.Status.PRECONDITION_FAILED.getStatusCode())
                    .asException();
        }
        return moves.move(model, alias, version, wish).thenApply(AliasesResource::answer);
    }

    private static Response answer(Alias alias) {
        return Response.ok(AliasBody.of(alias))
                .tag(tag(alias.revision()))
                .header("Cache-Control", "no-cache")
                .build();
    }

    private static EntityTag tag(long revision) {
        return new EntityTag(Long.toString(revision));
    }

    private static ProblemException unknown(String alias, List<String> names) {
        List<String> closest = ClosestNames.to(alias, names);
        String message = "There is no alias '" + alias + "' here; did you mean '" + closest.get(0) + "'?";
        return Problem.of(ProblemType.UNKNOWN_ALIAS, List.of(new FieldError("", alias, message, closest)))
                .asException();
    }
}
