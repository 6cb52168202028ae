package dev.atelier.gateway.models;

import dev.atelier.contract.models.Alias;
import dev.atelier.contract.models.Model;
import dev.atelier.gateway.models.ModelBody.AliasBody;
import dev.atelier.gateway.problems.HttpResource;
import dev.atelier.gateway.problems.Problem;
import dev.atelier.gateway.problems.ProblemType;
import dev.atelier.gateway.web.BodyLimit;
import io.smallrye.common.annotation.Blocking;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.io.InputStream;
import java.util.concurrent.CompletionStage;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Going back to the champion before this one. */
@Path("/v1/models/{model}/rollback")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Models")
public class RollbackResource implements HttpResource {
    private final Models models;
    private final Moves moves;

    RollbackResource(Models models, Moves moves) {
        this.models = models;
        this.moves = moves;
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Blocking
    @Operation(
            summary = "Make the previous champion the champion again",
            description =
                    "The version that is left becomes the previous one, so a second rollback takes the first back."
                            + " Jobs that were accepted before keep the version that they were accepted for.")
    @RequestBody(
            required = true,
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(implementation = MoveBody.RollbackForm.class)))
    @APIResponse(
            responseCode = "200",
            description = "the alias champion after the move",
            content = @Content(schema = @Schema(implementation = AliasBody.class)))
    @APIResponse(responseCode = "404", description = "there is no such model")
    @APIResponse(responseCode = "409", description = "there is no previous version, or another move came first")
    public CompletionStage<AliasBody> rollBack(@PathParam("model") String name, InputStream body) {
        Model model = models.inPath(name);
        MoveBody wish = MoveBody.readRollback(BodyLimit.read(body));
        Alias previous = model.aliases().get(Alias.PREVIOUS);
        if (previous == null) {
            throw Problem.of(
                            ProblemType.NO_PREVIOUS,
                            "Model '" + model.name() + "' has no previous version: its champion has never moved.")
                    .asException();
        }
        return moves.move(model, Alias.CHAMPION, previous.version(), wish).thenApply(AliasBody::of);
    }
}
