package dev.atelier.gateway.deadletters;

import dev.atelier.gateway.deadletters.LetterBody.LettersBody;
import dev.atelier.gateway.problems.HttpResource;
import dev.atelier.gateway.problems.Problem;
import dev.atelier.gateway.problems.ProblemType;
import io.smallrye.common.annotation.Blocking;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Messages that could not be handled: look, replay. */
@Path("/v1/dead-letters")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Operations")
public class DeadLettersResource implements HttpResource {
    private static final int LONGEST_NAME = 100;

    private final DeadLetters letters;

    DeadLettersResource(DeadLetters letters) {
        this.letters = letters;
    }

    @GET
    @Blocking
    @Operation(
            summary = "Dead letters, newest first",
            description = "Of all tenants. They come from the last 1000 messages of generation.dead-letters, replays"
                    + " included; the topic itself keeps them for 30 days.")
    @APIResponse(
            responseCode = "200",
            description = "the letters",
            content = @Content(schema = @Schema(implementation = LettersBody.class)))
    @APIResponse(responseCode = "503", description = "the broker does not answer; see Retry-After")
    public LettersBody list(
            @Parameter(description = "at most this many, 1 to 1000") @QueryParam("limit") @DefaultValue("100")
                    String limit) {
        if (!limit.matches("[0-9]{1,4}") || Integer.parseInt(limit) < 1 || Integer.parseInt(limit) > DeadLetters.MOST) {
            throw Problem.of(
                            ProblemType.INVALID_REQUEST,
                            "'limit' must be a whole number from 1 to " + DeadLetters.MOST + ", not '" + limit + "'.")
                    .asException();
        }
        List<Letter> newest = letters.newest();
        return new LettersBody(
                newest.stream()
                        .limit(Integer.parseInt(limit))
                        .map(LetterBody::of)
                        .toList(),
                newest.size(),
                newest.stream().filter(Letter::canBeReplayed).count());
    }

    @POST
    @Path("{id}/replay")
    @Blocking
    @Operation(
            summary = "Send a dead letter's message back to where it came from",
            description = "As it came, with the header replay-of. A letter that was replayed is not sent again, nor are"
                    + " earlier letters of the same message; one that fails again is a new letter. The end that a job"
                    + " or a catalogue has had stays.")
    @APIResponse(
            responseCode = "200",
            description = "the replayed letter",
            content = @Content(schema = @Schema(implementation = LetterBody.class)))
    @APIResponse(responseCode = "404", description = "there is no such letter, or it is too old")
    @APIResponse(responseCode = "409", description = "the letter came from no topic that it can go back to")
    @APIResponse(responseCode = "503", description = "the broker does not answer; see Retry-After")
    public LetterBody replay(
            @Parameter(description = "partition and offset, as the list names it") @PathParam("id") String id,
            @Parameter(description = "who wants it, 1 to 100 characters") @QueryParam("by") @DefaultValue("api")
                    String by) {
        if (by.isBlank() || by.length() > LONGEST_NAME) {
            throw Problem.of(
                            ProblemType.INVALID_REQUEST,
                            "'by' must be a text of 1 to " + LONGEST_NAME + " characters; this one has " + by.length()
                                    + ".")
                    .asException();
        }
        return LetterBody.of(letters.replay(id, by));
    }
}
