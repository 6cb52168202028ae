package dev.atelier.gateway.trainings;

import dev.atelier.contract.objects.ObjectNotFoundException;
import dev.atelier.contract.objects.ObjectStore;
import dev.atelier.gateway.problems.HttpResource;
import dev.atelier.gateway.problems.Problem;
import dev.atelier.gateway.problems.ProblemException;
import dev.atelier.gateway.problems.ProblemType;
import dev.atelier.gateway.runs.Run;
import dev.atelier.gateway.runs.Sheet;
import dev.atelier.gateway.web.Revalidated;
import io.smallrye.common.annotation.Blocking;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** A run's sheets of samples, read from the store on behalf of the client. */
@OfRun
@Path("/v1/trainings/{run}/sheets/{name}.png")
@Tag(name = "Trainings")
public class RunSheetsResource implements HttpResource {
    private final Runs runs;
    private final ObjectStore store;

    RunSheetsResource(Runs runs, ObjectStore store) {
        this.runs = runs;
        this.store = store;
    }

    @GET
    @Produces("image/png")
    @Blocking
    @Operation(summary = "A sheet of samples that a run has made")
    @APIResponse(responseCode = "200", description = "the PNG file")
    @APIResponse(responseCode = "404", description = "there is no such sheet, or not yet")
    @APIResponse(responseCode = "503", description = "the store does not answer; see Retry-After")
    public Response read(@PathParam("run") String id, @PathParam("name") String name, @Context Request conditions) {
        Run run = runs.find(id);
        Sheet sheet = Optional.ofNullable(run.sheets().get(name)).orElseThrow(() -> missing(run, name));
        // Not for ever the same: a later attempt may make it again.
        return Revalidated.of(content(run, sheet), conditions);
    }

    private byte[] content(Run run, Sheet sheet) {
        try {
            return store.get(sheet.key());
        } catch (ObjectNotFoundException e) {
            throw Problem.of(
                            ProblemType.UNKNOWN_SHEET,
                            "Sheet '" + sheet.name() + "' of training run " + run.id() + " is no longer in the store.")
                    .asException();
        }
    }

    private static ProblemException missing(Run run, String name) {
        String there = run.sheets().isEmpty()
                ? "it has none yet"
                : "it has " + String.join(", ", run.sheets().keySet());
        return Problem.of(
                        ProblemType.UNKNOWN_SHEET,
                        "Training run " + run.id() + " has no sheet '" + name + "'; " + there + ".")
                .asException();
    }
}
