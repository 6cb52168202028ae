package dev.atelier.gateway.models;

import dev.atelier.gateway.requests.BodyFields;
import dev.atelier.gateway.requests.Decision;
import dev.atelier.gateway.requests.JsonBody;
import java.util.List;
import java.util.OptionalLong;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * A person's wish that an alias move.
 *
 * @param version to point to
 * @param by who wants it
 * @param reason why
 * @param replaces the revision of the alias that the person has seen; whatever it is now where absent
 */
record MoveBody(String version, String by, String reason, OptionalLong replaces) {
    /** The form of a move, for the API's description alone. */
    @Schema(name = "AliasMove")
    record MoveForm(
            @Schema(required = true) String version,

            @Schema(required = true, description = "who wants it", examples = "Ada")
            String by,

            @Schema(required = true, description = "why, 1 to 500 characters")
            String reason,

            @Schema(
                    minimum = "0",
                    description =
                            "the revision of the alias that this move replaces, 0 for an alias that does not exist"
                                    + " yet; unless given, whatever it is now")
            Long replaces) {}

    /** The form of a rollback, for the API's description alone. */
    @Schema(name = "Rollback")
    record RollbackForm(
            @Schema(required = true, description = "who wants it", examples = "Ada")
            String by,

            @Schema(required = true, description = "why, 1 to 500 characters")
            String reason,

            @Schema(
                    minimum = "1",
                    description = "the revision of the champion that is to go; unless given, whatever it is now")
            Long replaces) {}

    /** @throws dev.atelier.gateway.problems.ProblemException where the body has mistakes */
    static MoveBody read(byte[] json) {
        JsonBody body = JsonBody.read(
                json,
                List.of("version", "by", "reason", "replaces"),
                "{\"version\": …, \"by\": \"Ada\", \"reason\": …}");
        BodyFields fields = body.fields();
        String version = fields.name("version").orElseGet(() -> fields.missing("version", "a version of the model"));
        return rest(body, version);
    }

    /** The same without a version, which the model knows. */
    static MoveBody readRollback(byte[] json) {
        JsonBody body = JsonBody.read(
                json, List.of("by", "reason", "replaces"), "{\"by\": \"Ada\", \"reason\": \"bags have no handles\"}");
        return rest(body, "");
    }

    private static MoveBody rest(JsonBody body, String version) {
        BodyFields fields = body.fields();
        Decision decision = Decision.read(fields, "who wants it");
        OptionalLong replaces = fields.whole("replaces", 0, Integer.MAX_VALUE);
        body.requireRight();
        return new MoveBody(version, decision.by(), decision.reason(), replaces);
    }
}
