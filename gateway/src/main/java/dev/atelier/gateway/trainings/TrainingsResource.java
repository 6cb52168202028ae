package dev.atelier.gateway.trainings;

import dev.atelier.contract.trainings.TrainingRun.State;
import dev.atelier.gateway.models.Models;
import dev.atelier.gateway.problems.HttpResource;
import dev.atelier.gateway.problems.Problem;
import dev.atelier.gateway.problems.ProblemType;
import dev.atelier.gateway.runs.Run;
import dev.atelier.gateway.runs.RunView;
import dev.atelier.gateway.trainings.RunBody.RunsBody;
import io.smallrye.common.annotation.Blocking;
import io.smallrye.common.annotation.NonBlocking;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Training runs: look, cancel. */
@Path("/v1/trainings")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Trainings")
public class TrainingsResource implements HttpResource {
    private static final int MOST_LISTED = 500;
    private static final int LONGEST_NAME = 100;

    private final Runs runs;
    private final RunView view;
    private final RunBodies bodies;
    private final Models models;
    private final Decisions decisions;

    TrainingsResource(Runs runs, RunView view, RunBodies bodies, Models models, Decisions decisions) {
        this.runs = runs;
        this.view = view;
        this.bodies = bodies;
        this.models = models;
        this.decisions = decisions;
    }

    @GET
    @NonBlocking
    @Operation(summary = "Training runs, newest first, without their progress, sheets and lineage")
    @APIResponse(
            responseCode = "200",
            description = "the runs",
            content = @Content(schema = @Schema(implementation = RunsBody.class)))
    @APIResponse(responseCode = "422", description = "there is no such model or state")
    public RunsBody list(
            @Parameter(description = "runs of this model alone") @QueryParam("model") Optional<String> model,
            @Parameter(description = "runs in this state alone; may be given more than once") @QueryParam("state")
                    List<String> states,
            @Parameter(description = "at most this many, 1 to 500") @QueryParam("limit") @DefaultValue("50")
                    String limit) {
        int most = limit(limit);
        Set<State> wanted = EnumSet.noneOf(State.class);
        states.forEach(state -> wanted.add(States.of(state)));
        List<Run> all = view.all();
        model.ifPresent(name -> requireKnown(name, all));
        return new RunsBody(all.stream()
                .filter(run -> model.isEmpty() || run.now().model().equals(model.get()))
                .filter(run -> wanted.isEmpty() || wanted.contains(run.now().state()))
                .limit(most)
                .map(bodies::brief)
                .toList());
    }

    private static int limit(String text) {
        if (!text.matches("[0-9]{1,3}") || Integer.parseInt(text) < 1 || Integer.parseInt(text) > MOST_LISTED) {
            throw Problem.of(
                            ProblemType.INVALID_REQUEST,
                            "'limit' must be a whole number from 1 to " + MOST_LISTED + ", not '" + text + "'.")
                    .asException();
        }
        return Integer.parseInt(text);
    }

    /** A name that neither a model nor a run has is a mistake, and no empty list. */
    private void requireKnown(String name, List<Run> all) {
        if (all.stream().noneMatch(run -> run.now().model().equals(name))) {
            models.model(name);
        }
    }

    @GET
    @OfRun
    @Path("{run}")
    @NonBlocking
    @Operation(summary = "A run: where it stands, its progress, sheets, verdict and lineage")
    @APIResponse(
            responseCode = "200",
            description = "the run",
            content = @Content(schema = @Schema(implementation = RunBody.class)))
    @APIResponse(responseCode = "404", description = "there is no such run")
    public Response look(@PathParam("run") String id) {
        return Response.ok(bodies.whole(runs.find(id)))
                .header("Cache-Control", "no-cache")
                .build();
    }

    @DELETE
    @OfRun
    @Path("{run}")
    @Blocking
    @Operation(
            summary = "Cancel a run",
            description = "One that no trainer has is over at once; a trainer that has it ends it within moments.")
    @APIResponse(
            responseCode = "202",
            description = "the run, over or about to be ended",
            content = @Content(schema = @Schema(implementation = RunBody.class)))
    @APIResponse(responseCode = "409", description = "the run had ended before, in another way")
    public CompletionStage<Response> cancel(
            @PathParam("run") String id,
            @Parameter(description = "who wants it") @QueryParam("by") @DefaultValue("api") String by) {
        if (by.isBlank() || by.length() > LONGEST_NAME) {
            throw Problem.of(
                            ProblemType.INVALID_REQUEST,
                            "'by' must be a text of 1 to " + LONGEST_NAME + " characters; this one has " + by.length()
                                    + ".")
                    .asException();
        }
        return decisions.cancel(runs.find(id), by).thenApply(run -> Response.accepted(bodies.whole(run))
                .build());
    }
}
