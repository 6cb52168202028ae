package dev.atelier.gateway.problems;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;

/**
 * One mistake in a body.
 *
 * @param pointer JSON pointer (RFC 6901) to it, e.g. {@code /attributes/category}; empty for the whole body
 * @param value what is there, shortened; empty where nothing is
 * @param message a sentence that says what is wrong and what would be right
 * @param closest valid names nearest to what was given, best first; may be empty
 */
@JsonInclude(JsonInclude.Include.ALWAYS)
public record FieldError(String pointer, String value, String message, List<String> closest) {
    private static final int LONGEST_VALUE = 100;

    public FieldError {
        value = value.length() > LONGEST_VALUE ? value.substring(0, LONGEST_VALUE) + "…" : value;
        closest = List.copyOf(closest);
    }

    /** The pointer to a member of what {@code parent} points to. */
    public static String pointer(String parent, String member) {
        return parent + "/" + member.replace("~", "~0").replace("/", "~1");
    }
}
