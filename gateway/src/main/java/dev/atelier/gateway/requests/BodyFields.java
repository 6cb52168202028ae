package dev.atelier.gateway.requests;

import com.fasterxml.jackson.databind.JsonNode;
import dev.atelier.contract.attributes.ClosestNames;
import dev.atelier.contract.attributes.Selection;
import dev.atelier.gateway.problems.FieldError;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Reads the fields of one object of a body. What is wrong goes to the list of mistakes with its place, and is read as if
 * it were absent.
 *
 * @param pointer to the object within the body
 */
public record BodyFields(String pointer, JsonNode object, List<FieldError> errors) {
    private static final int LONGEST_NAME = 100;

    /** Every field but these is a mistake. */
    public void requireKnown(List<String> fields) {
        for (Map.Entry<String, JsonNode> field : object.properties()) {
            if (!fields.contains(field.getKey())) {
                unknownField(field.getKey(), field.getValue(), fields);
            }
        }
    }

    /** A field that is an object; empty where it is absent or none. */
    public Optional<BodyFields> object(String field, String example) {
        JsonNode node = object.path(field);
        if (node.isMissingNode()) {
            return Optional.empty();
        }
        if (!node.isObject()) {
            error(field, node, "'" + field + "' must be an object such as " + example);
            return Optional.empty();
        }
        return Optional.of(new BodyFields(FieldError.pointer(pointer, field), node, errors));
    }

    public boolean has(String field) {
        return object.has(field);
    }

    private void unknownField(String name, JsonNode value, List<String> fields) {
        List<String> closest = ClosestNames.to(name, fields);
        errors.add(new FieldError(
                FieldError.pointer(pointer, name),
                text(value),
                "There is no field '" + name + "'; did you mean '" + closest.get(0) + "'? The fields are " + fields
                        + ".",
                closest));
    }

    /** A text field of 1 to 100 characters; empty where it is absent or wrong. */
    public Optional<String> name(String field) {
        return text(field, LONGEST_NAME);
    }

    /** A text field of 1 to {@code longest} characters; empty where it is absent or wrong. */
    public Optional<String> text(String field, int longest) {
        JsonNode node = object.path(field);
        if (node.isMissingNode()) {
            return Optional.empty();
        }
        if (!node.isTextual() || node.textValue().isBlank() || node.textValue().length() > longest) {
            error(field, node, "'" + field + "' must be a text of 1 to " + longest + " characters");
            return Optional.empty();
        }
        return Optional.of(node.textValue());
    }

    public OptionalLong whole(String field, long least, long most) {
        JsonNode node = object.path(field);
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

    /** A field that is true or false; empty where it is absent or wrong. */
    public Optional<Boolean> truth(String field) {
        JsonNode node = object.path(field);
        if (node.isMissingNode()) {
            return Optional.empty();
        }
        if (!node.isBoolean()) {
            error(field, node, "'" + field + "' must be true or false");
            return Optional.empty();
        }
        return Optional.of(node.booleanValue());
    }

    /** A choice of attributes, by its form alone; empty where it is absent or wrong. */
    public Optional<Selection> attributes() {
        int before = errors.size();
        Optional<BodyFields> chosen = object("attributes", "{\"category\": \"Dress\"}");
        chosen.ifPresent(given -> given.object.properties().forEach(a -> given.checkValues(a.getKey(), a.getValue())));
        return errors.size() > before ? Optional.empty() : chosen.map(given -> Selection.fromJson(given.object));
    }

    private void checkValues(String name, JsonNode value) {
        String place = FieldError.pointer(pointer, name);
        if (value.isArray()) {
            for (int i = 0; i < value.size(); i++) {
                if (!value.get(i).isTextual()) {
                    errorAt(place + "/" + i, value.get(i), "each value of attribute '" + name + "' must be a text");
                }
            }
        } else if (!value.isTextual()) {
            errorAt(
                    place,
                    value,
                    "attribute '" + name + "' must be a text, or an array of texts for a many-of attribute");
        }
    }

    /** Only present fields that are absent are an error here; a wrong one has been told already. */
    public String missing(String field, String what) {
        if (object.path(field).isMissingNode()) {
            errors.add(new FieldError(
                    FieldError.pointer(pointer, field), "", "'" + field + "' is missing: " + what + ".", List.of()));
        }
        return "";
    }

    public void error(String field, JsonNode value, String message) {
        errorAt(FieldError.pointer(pointer, field), value, message);
    }

    private void errorAt(String place, JsonNode value, String message) {
        errors.add(mistake(place, value, message));
    }

    public static FieldError mistake(String place, JsonNode value, String message) {
        String type = value.getNodeType().name().toLowerCase(Locale.ROOT);
        String given = value.isMissingNode() ? "nothing" : "the " + type + " " + shortened(value.toString());
        return new FieldError(place, text(value), message + ", not " + given + ".", List.of());
    }

    private static String text(JsonNode value) {
        return value.isTextual() ? value.textValue() : value.toString();
    }

    private static String shortened(String text) {
        return text.length() > 40 ? text.substring(0, 40) + "…" : text;
    }
}
