package dev.atelier.gateway.problems;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.Arrays;
import org.eclipse.microprofile.openapi.annotations.Operation;

/** A line of text behind each problem's type URI. */
@Path("/problems")
@Produces(MediaType.TEXT_PLAIN)
public class ProblemsResource implements HttpResource {
    @GET
    @Path("{type}")
    @Operation(summary = "What a type of problem means")
    public String explain(@PathParam("type") String slug) {
        return Arrays.stream(ProblemType.values())
                .filter(type -> type.slug().equals(slug))
                .findFirst()
                .map(type -> type.title() + " (" + type.status() + ")\n\n" + type.help() + "\n")
                .orElseThrow(NotFoundException::new);
    }
}
