package dev.atelier.gateway.trainings;

import dev.atelier.contract.objects.ObjectKeys;
import dev.atelier.contract.objects.ObjectNotFoundException;
import dev.atelier.contract.objects.ObjectStore;
import dev.atelier.contract.trainings.TrainingRun;
import dev.atelier.gateway.problems.HttpResource;
import dev.atelier.gateway.problems.Problem;
import dev.atelier.gateway.problems.ProblemType;
import io.smallrye.common.annotation.Blocking;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import java.io.InputStream;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** The losses of every step, where the progress of a run has means alone. */
@OfRun
@Path("/v1/trainings/{run}/losses")
@Tag(name = "Trainings")
public class LossesResource implements HttpResource {
    private final Runs runs;
    private final ObjectStore store;

    LossesResource(Runs runs, ObjectStore store) {
        this.runs = runs;
        this.store = store;
    }

    @GET
    @Produces("application/x-ndjson")
    @Blocking
    @Operation(
            summary = "The losses of every step of the attempt that counts",
            description = "A line {\"step\": 1, \"discriminator\": 1.38, \"generator\": 0.7} for each step.")
    @APIResponse(responseCode = "200", description = "the lines, as far as the trainer has stored them")
    @APIResponse(responseCode = "404", description = "there is no such run, or it has stored none yet")
    @APIResponse(responseCode = "503", description = "the store does not answer; see Retry-After")
    public InputStream read(@PathParam("run") String id) {
        TrainingRun run = runs.find(id).now();
        try {
            return store.open(ObjectKeys.runLosses(run.id(), run.attempt()));
        } catch (ObjectNotFoundException e) {
            throw Problem.of(
                            ProblemType.NO_LOSSES,
                            "Attempt " + run.attempt() + " of training run " + run.id() + " has stored no losses"
                                    + (run.state().isEnd() ? "." : " yet."))
                    .asException();
        }
    }
}
