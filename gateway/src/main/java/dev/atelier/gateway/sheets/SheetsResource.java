package dev.atelier.gateway.sheets;

import dev.atelier.contract.artefact.Manifest;
import dev.atelier.contract.experiments.Experiment;
import dev.atelier.contract.experiments.Grid;
import dev.atelier.contract.images.Picture;
import dev.atelier.contract.images.PngReader;
import dev.atelier.contract.messages.GenerationEvent.ImageStored;
import dev.atelier.contract.messages.GenerationRequest;
import dev.atelier.contract.objects.ObjectNotFoundException;
import dev.atelier.contract.objects.ObjectStore;
import dev.atelier.gateway.generations.Jobs;
import dev.atelier.gateway.generations.OfJob;
import dev.atelier.gateway.jobs.Job;
import dev.atelier.gateway.jobs.JobStatus;
import dev.atelier.gateway.models.Models;
import dev.atelier.gateway.problems.HttpResource;
import dev.atelier.gateway.problems.Problem;
import dev.atelier.gateway.problems.ProblemException;
import dev.atelier.gateway.problems.ProblemType;
import dev.atelier.gateway.requests.Tenants;
import dev.atelier.gateway.web.Revalidated;
import io.smallrye.common.annotation.Blocking;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** All combinations of a grid at a glance. */
@Path("/v1/generations/{id}/sheet.png")
@Tag(name = "Generations")
public class SheetsResource implements HttpResource {
    private final Jobs jobs;
    private final Tenants tenants;
    private final Models models;
    private final ObjectStore store;

    SheetsResource(Jobs jobs, Tenants tenants, Models models, ObjectStore store) {
        this.jobs = jobs;
        this.tenants = tenants;
        this.models = models;
        this.store = store;
    }

    @GET
    @OfJob
    @Produces("image/png")
    @Blocking
    @Operation(
            summary = "The labelled sheet of a job with a grid",
            description = "Combinations that the model's training pictures never showed have a mark, where the model"
                    + " says which those are.")
    @APIResponse(responseCode = "200", description = "the PNG file")
    @APIResponse(responseCode = "404", description = "there is no such job, it has no grid, or a picture is gone")
    @APIResponse(responseCode = "409", description = "the job is not completed")
    @APIResponse(responseCode = "503", description = "the store does not answer; see Retry-After")
    public Response read(@PathParam("id") String id, @Context HttpHeaders headers, @Context Request conditions) {
        // Not for ever the same: another release may lay it out in another way.
        return Revalidated.of(sheet(jobs.find(tenants.of(headers), id)).toPng(), conditions);
    }

    private GridSheet sheet(Job job) {
        GenerationRequest request = job.request();
        Grid grid = request.experiment().flatMap(Experiment::grid).orElseThrow(() -> noSheet(job));
        if (job.status() != JobStatus.COMPLETED) {
            throw Problem.of(
                            ProblemType.NOT_COMPLETED,
                            "Job " + job.id() + " is " + job.status().text() + ".")
                    .asException();
        }
        Manifest model = models.version(models.model(request.model()), Optional.of(request.version()));
        List<Picture> pictures = IntStream.range(0, request.count())
                .mapToObj(index -> picture(job, index))
                .toList();
        return new GridSheet(request, grid, model, pictures);
    }

    private static ProblemException noSheet(Job job) {
        return Problem.of(
                        ProblemType.NO_SHEET,
                        "Job " + job.id() + " has no grid, and so no sheet; its pictures are at /v1/generations/"
                                + job.id() + "/images/0.png and so on.")
                .asException();
    }

    private Picture picture(Job job, int index) {
        try {
            ImageStored stored = job.image(index).orElseThrow(() -> gone(job, index));
            return PngReader.decode(store.get(stored.key()));
        } catch (ObjectNotFoundException e) {
            throw gone(job, index);
        }
    }

    private static ProblemException gone(Job job, int index) {
        return Problem.of(
                        ProblemType.UNKNOWN_IMAGE,
                        "Picture " + index + " of job " + job.id() + " is no longer in the store.")
                .asException();
    }
}
