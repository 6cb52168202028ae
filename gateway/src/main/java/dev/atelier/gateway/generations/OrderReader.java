package dev.atelier.gateway.generations;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import dev.atelier.contract.attributes.ClosestNames;
import dev.atelier.contract.attributes.Selection;
import dev.atelier.contract.json.Json;
import dev.atelier.contract.messages.GenerationRequest;
import dev.atelier.gateway.problems.FieldError;
import dev.atelier.gateway.problems.Problem;
import dev.atelier.gateway.problems.ProblemType;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Reads the body of a request for pictures. Strict: nothing is guessed, no field is ignored, and all mistakes are told
 * at once, each with its place and what would be right. Mapping by annotations would stop at the first.
 */
final class OrderReader {
    private static final ObjectReader READER =
            Json.mapper().readerFor(JsonNode.class).with(StreamReadFeature.STRICT_DUPLICATE_DETECTION);
    private static final List<String> FIELDS = List.of("model", "attributes", "count", "seed", "version");
    private static final int LONGEST_NAME = 100;

    private final List<FieldError> errors = new ArrayList<>();
    private final JsonNode body;

    private OrderReader(JsonNode body) {
        this.body = body;
    }

    /** @throws dev.atelier.gateway.problems.ProblemException {@code broken-json} or {@code invalid-request} */
    static Order read(byte[] json) {
        return new OrderReader(tree(json)).order();
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

    private Order order() {
        if (!body.isObject()) {
            error("", body, "The body must be an object such as {\"model\": …, \"attributes\": {…}}");
            throw problem();
        }
        for (Map.Entry<String, JsonNode> field : body.properties()) {
            if (!FIELDS.contains(field.getKey())) {
                unknownField(field.getKey(), field.getValue());
            }
        }
        String model = name("model").orElseGet(() -> missing("model", "the name of a model"));
        Selection attributes = attributes();
        long count = whole("count", 1, GenerationRequest.LARGEST_COUNT).orElse(1);
        OptionalLong seed = whole("seed", 0, GenerationRequest.LARGEST_SEED);
        Optional<String> version = name("version");
        if (!errors.isEmpty()) {
            throw problem();
        }
        return new Order(model, attributes, (int) count, seed, version);
    }

    private RuntimeException problem() {
        return Problem.of(ProblemType.INVALID_REQUEST, errors).asException();
    }

    private void unknownField(String name, JsonNode value) {
        List<String> closest = ClosestNames.to(name, FIELDS);
        errors.add(new FieldError(
                FieldError.pointer("", name),
                text(value),
                "There is no field '" + name + "'; did you mean '" + closest.get(0) + "'? The fields are " + FIELDS
                        + ".",
                closest));
    }

    /** A text field of 1 to 100 characters; empty where it is absent or wrong. */
    private Optional<String> name(String field) {
        JsonNode node = body.path(field);
        if (node.isMissingNode()) {
            return Optional.empty();
        }
        if (!node.isTextual() || node.textValue().isBlank() || node.textValue().length() > LONGEST_NAME) {
            error(field, node, "'" + field + "' must be a text of 1 to " + LONGEST_NAME + " characters");
            return Optional.empty();
        }
        return Optional.of(node.textValue());
    }

    private OptionalLong whole(String field, long least, long most) {
        JsonNode node = body.path(field);
        if (node.isMissingNode()) {
            return OptionalLong.empty();
        }
        boolean fits = node.isIntegralNumber()
                && node.canConvertToLong()
                && node.longValue() >= least
                && node.longValue() <= most;
        if (!fits) {
            error(field, node, "'" + field + "' must be a whole number from " + least + " to " + most);
            return OptionalLong.empty();
        }
        return OptionalLong.of(node.longValue());
    }

    private Selection attributes() {
        JsonNode node = body.path("attributes");
        if (node.isMissingNode()) {
            missing("attributes", "an object of attributes and their values");
            return new Selection(Map.of(), List.of());
        }
        if (!node.isObject()) {
            error("attributes", node, "'attributes' must be an object such as {\"category\": \"Dress\"}");
            return new Selection(Map.of(), List.of());
        }
        int before = errors.size();
        for (Map.Entry<String, JsonNode> attribute : node.properties()) {
            checkValues(attribute.getKey(), attribute.getValue());
        }
        return errors.size() > before ? new Selection(Map.of(), List.of()) : Selection.fromJson(node);
    }

    private void checkValues(String name, JsonNode value) {
        String pointer = FieldError.pointer("/attributes", name);
        if (value.isArray()) {
            for (int i = 0; i < value.size(); i++) {
                if (!value.get(i).isTextual()) {
                    errorAt(pointer + "/" + i, value.get(i), "each value of attribute '" + name + "' must be a text");
                }
            }
        } else if (!value.isTextual()) {
            errorAt(
                    pointer,
                    value,
                    "attribute '" + name + "' must be a text, or an array of texts for a many-of attribute");
        }
    }

    /** Only present fields that are absent are an error here; a wrong one has been told already. */
    private String missing(String field, String what) {
        if (body.path(field).isMissingNode()) {
            errors.add(new FieldError(
                    FieldError.pointer("", field), "", "'" + field + "' is missing: " + what + ".", List.of()));
        }
        return "";
    }

    private void error(String field, JsonNode value, String message) {
        errorAt(field.isEmpty() ? "" : FieldError.pointer("", field), value, message);
    }

    private void errorAt(String pointer, JsonNode value, String message) {
        String type = value.getNodeType().name().toLowerCase(Locale.ROOT);
        String given = value.isMissingNode() ? "nothing" : "the " + type + " " + shortened(value.toString());
        errors.add(new FieldError(pointer, text(value), message + ", not " + given + ".", List.of()));
    }

    private static String text(JsonNode value) {
        return value.isTextual() ? value.textValue() : value.toString();
    }

    private static String shortened(String text) {
        return text.length() > 40 ? text.substring(0, 40) + "…" : text;
    }
}
