package dev.atelier.gateway.requests;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import dev.atelier.contract.json.Json;
import dev.atelier.gateway.problems.FieldError;
import dev.atelier.gateway.problems.Problem;
import dev.atelier.gateway.problems.ProblemType;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;

/**
 * A body that is a JSON object. Strict: nothing is guessed, no field is ignored, and all mistakes are told at once, each
 * with its place and what would be right. Mapping by annotations would stop at the first.
 *
 * @param fields of the object; their reader puts the mistakes into their list
 */
public record JsonBody(BodyFields fields) {
    private static final ObjectReader READER = Json.mapper()
            .readerFor(JsonNode.class)
            .with(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .with(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS);

    /**
     * @param known the fields that there may be
     * @param example of a body, for who sends none
     * @throws dev.atelier.gateway.problems.ProblemException {@code broken-json}, or {@code invalid-request} where it is no
     *     object
     */
    public static JsonBody read(byte[] json, List<String> known, String example) {
        JsonNode body = tree(json);
        if (!body.isObject()) {
            throw Problem.of(
                            ProblemType.INVALID_REQUEST,
                            List.of(BodyFields.mistake("", body, "The body must be an object such as " + example)))
                    .asException();
        }
        var fields = new BodyFields("", body, new ArrayList<>());
        fields.requireKnown(known);
        return new JsonBody(fields);
    }

    /** @throws dev.atelier.gateway.problems.ProblemException {@code invalid-request} where a mistake was found */
    public void requireRight() {
        List<FieldError> errors = fields.errors();
        if (!errors.isEmpty()) {
            throw Problem.of(ProblemType.INVALID_REQUEST, errors).asException();
        }
    }

    private static JsonNode tree(byte[] json) {
        try {
            return READER.readValue(json);
        } catch (JsonProcessingException e) {
            JsonLocation at = e.getLocation();
            String where = at == null ? "" : "Line " + at.getLineNr() + ", column " + at.getColumnNr() + ": ";
            throw Problem.of(ProblemType.BROKEN_JSON, where + firstLine(e.getOriginalMessage()))
                    .asException();
        } catch (IOException e) {
            throw new UncheckedIOException("bytes in memory are always readable", e);
        }
    }

    private static String firstLine(String message) {
        String line = message.lines().findFirst().orElse("");
        return line.length() > 200 ? line.substring(0, 200) + "…" : line;
    }
}
