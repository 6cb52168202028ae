package dev.atelier.gateway.problems;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import dev.atelier.contract.json.Json;
import java.util.List;
import java.util.Map;

/**
 * An RFC 9457 problem.
 *
 * @param detail what is wrong this time
 * @param errors the mistakes one by one; may be empty
 * @param headers beside the body, e.g. Retry-After
 */
@JsonPropertyOrder({"type", "title", "status", "detail", "errors"})
public record Problem(
        @JsonIgnore ProblemType kind,
        int status,
        String detail,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) List<FieldError> errors,
        @JsonIgnore Map<String, String> headers) {
    public static final String MEDIA_TYPE = "application/problem+json";
    private static final String RETRY_AFTER = "Retry-After";

    public Problem {
        errors = List.copyOf(errors);
        headers = Map.copyOf(headers);
    }

    public static Problem of(ProblemType kind, String detail) {
        return new Problem(kind, kind.status(), detail, List.of(), Map.of());
    }

    public static Problem of(ProblemType kind, List<FieldError> errors) {
        String detail = String.join(
                " ", errors.stream().map(FieldError::message).limit(3).toList());
        return new Problem(kind, kind.status(), detail, errors, Map.of());
    }

    /** A problem that is likely over in {@code seconds}. */
    public static Problem temporary(ProblemType kind, String detail, int seconds) {
        return new Problem(kind, kind.status(), detail, List.of(), Map.of(RETRY_AFTER, Integer.toString(seconds)));
    }

    /** The same kind under another status, as for an unknown model in a path, which is a 404. */
    public Problem withStatus(int other) {
        return new Problem(kind, other, detail, errors, headers);
    }

    /** The same where the mistakes were found in a part of the body. */
    public Problem within(String pointer) {
        List<FieldError> moved = errors.stream()
                .map(error ->
                        new FieldError(pointer + error.pointer(), error.value(), error.message(), error.closest()))
                .toList();
        return new Problem(kind, status, detail, moved, headers);
    }

    public String getType() {
        return kind.uri();
    }

    public String getTitle() {
        return kind.title();
    }

    public byte[] json() {
        return Json.bytes(this);
    }

    public ProblemException asException() {
        return new ProblemException(this);
    }
}
