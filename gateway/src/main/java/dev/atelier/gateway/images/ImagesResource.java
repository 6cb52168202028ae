package dev.atelier.gateway.images;

import dev.atelier.contract.artefact.Sha256;
import dev.atelier.contract.messages.GenerationEvent.ImageStored;
import dev.atelier.contract.objects.ObjectNotFoundException;
import dev.atelier.contract.objects.ObjectStore;
import dev.atelier.gateway.generations.Jobs;
import dev.atelier.gateway.generations.OfJob;
import dev.atelier.gateway.jobs.Job;
import dev.atelier.gateway.problems.HttpResource;
import dev.atelier.gateway.problems.Problem;
import dev.atelier.gateway.problems.ProblemException;
import dev.atelier.gateway.problems.ProblemType;
import dev.atelier.gateway.requests.Tenants;
import io.smallrye.common.annotation.Blocking;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.EntityTag;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** A job's pictures, read from the store on behalf of the client. */
@Path("/v1/generations/{id}/images/{index: [0-9]{1,2}}.png")
@Tag(name = "Generations")
public class ImagesResource implements HttpResource {
    private final Jobs jobs;
    private final Tenants tenants;
    private final ObjectStore store;

    ImagesResource(Jobs jobs, Tenants tenants, ObjectStore store) {
        this.jobs = jobs;
        this.tenants = tenants;
        this.store = store;
    }

    @GET
    @OfJob
    @Produces("image/png")
    @Blocking
    @Operation(summary = "A picture")
    @APIResponse(responseCode = "200", description = "the PNG file, for ever the same")
    @APIResponse(responseCode = "404", description = "there is no such picture, or not yet")
    @APIResponse(responseCode = "503", description = "the store does not answer; see Retry-After")
    public Response read(
            @PathParam("id") String id,
            @PathParam("index") int index,
            @Context HttpHeaders headers,
            @Context Request request) {
        Job job = jobs.find(tenants.of(headers), id);
        ImageStored stored = job.image(index).orElseThrow(() -> missing(job, index));
        Response.ResponseBuilder unchanged = request.evaluatePreconditions(new EntityTag(stored.sha256()));
        if (unchanged != null) {
            return immutable(unchanged, stored.sha256());
        }
        byte[] png = content(job, stored);
        // Labelled by what it is, not by what was reported: workers of different processors may differ in a pixel.
        return immutable(Response.ok(png), Sha256.of(png));
    }

    private byte[] content(Job job, ImageStored stored) {
        try {
            return store.get(stored.key());
        } catch (ObjectNotFoundException e) {
            throw Problem.of(
                            ProblemType.UNKNOWN_IMAGE,
                            "Picture " + stored.index() + " of job " + job.id() + " is no longer in the store.")
                    .asException();
        }
    }

    private static Response immutable(Response.ResponseBuilder response, String sha256) {
        return response.tag(new EntityTag(sha256))
                .header("Cache-Control", "public, max-age=31536000, immutable")
                .build();
    }

    private static ProblemException missing(Job job, int index) {
        int count = job.request().count();
        String detail = index >= count
                ? "Job " + job.id() + " has " + count + " pictures, 0 to " + (count - 1) + "; there is no " + index
                        + "."
                : "Picture " + index + " of job " + job.id() + " is not there yet; the job is "
                        + job.status().text() + ".";
        return Problem.of(ProblemType.UNKNOWN_IMAGE, detail).asException();
    }
}
