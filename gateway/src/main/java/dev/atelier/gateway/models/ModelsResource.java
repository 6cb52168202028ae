package dev.atelier.gateway.models;

import dev.atelier.contract.models.Model;
import dev.atelier.gateway.models.ModelBody.ModelsBody;
import dev.atelier.gateway.models.ModelBody.SchemaBody;
import dev.atelier.gateway.problems.HttpResource;
import dev.atelier.gateway.problems.ProblemException;
import io.smallrye.common.annotation.NonBlocking;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.Collection;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Which models there are and what they can make. */
@Path("/v1/models")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Models")
@NonBlocking
public class ModelsResource implements HttpResource {
    private final Models models;

    ModelsResource(Models models) {
        this.models = models;
    }

    @GET
    @Operation(summary = "The models that can be asked for pictures, with their versions and aliases")
    public ModelsBody all(
            @Parameter(
                            description =
                                    "also those that make no pictures, of kind 'embedder': what finds similar products")
                    @QueryParam("embedders")
                    @DefaultValue("false")
                    boolean embedders) {
        Collection<Model> wanted = embedders ? models.withEmbedders() : models.all();
        return new ModelsBody(wanted.stream().map(ModelBody::of).toList());
    }

    @GET
    @Path("{model}")
    @Operation(summary = "A model: its versions, newest first, with scores, and its aliases")
    public ModelBody one(@PathParam("model") String name) {
        return ModelBody.of(models.inPath(name));
    }

    @GET
    @Path("{model}/schema")
    @Operation(
            summary =
                    "The attributes that a model is asked by, their allowed combinations and, where known, those that its"
                            + " training pictures showed")
    public SchemaBody schema(
            @PathParam("model") String name,
            @Parameter(description = "a version or an alias; the champion unless given") @QueryParam("version")
                    Optional<String> version) {
        Model model = models.generatorInPath(name);
        try {
            return SchemaBody.of(models.version(model, version));
        } catch (ProblemException e) {
            throw e.problem().withStatus(404).asException();
        }
    }
}
