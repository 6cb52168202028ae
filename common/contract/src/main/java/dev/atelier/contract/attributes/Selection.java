package dev.atelier.contract.attributes;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * A choice of attribute values. As JSON {@code {"category": "Dress", "fabric": ["denim", "lace"]}}: a text for one
 * value of a one-of attribute, an array for a many-of one; attributes in alphabetical order, so that equal choices are
 * equal texts.
 *
 * @param values attribute name to its values; a one-of attribute has exactly one
 * @param manyOf names of the attributes that are written as arrays
 */
public record Selection(Map<String, List<String>> values, List<String> manyOf) {
    public Selection {
        var sorted = new TreeMap<String, List<String>>();
        values.forEach((name, chosen) -> sorted.put(name, List.copyOf(chosen)));
        values = Collections.unmodifiableMap(sorted);
        manyOf = manyOf.stream().sorted().toList();
    }

    /** A choice of one value for each of some one-of attributes. */
    public static Selection of(Map<String, String> oneOf) {
        return new Selection(
                oneOf.entrySet().stream().collect(Collectors.toMap(Map.Entry::getKey, e -> List.of(e.getValue()))),
                List.of());
    }

    /** Reads the JSON form by its shape alone; {@link AttributeSchema#select} checks it against a schema. */
    @JsonCreator
    public static Selection fromJson(JsonNode json) {
        if (!json.isObject()) {
            throw new IllegalArgumentException(
                    "attributes must be an object such as {\"category\": \"Dress\"}, not " + describe(json));
        }
        var values = new TreeMap<String, List<String>>();
        var manyOf = new ArrayList<String>();
        for (Map.Entry<String, JsonNode> field : json.properties()) {
            JsonNode node = field.getValue();
            if (node.isArray()) {
                manyOf.add(field.getKey());
                var chosen = new ArrayList<String>();
                node.forEach(item -> chosen.add(text(field.getKey(), item)));
                values.put(field.getKey(), chosen);
            } else {
                values.put(field.getKey(), List.of(text(field.getKey(), node)));
            }
        }
        return new Selection(values, manyOf);
    }

    private static String text(String attribute, JsonNode node) {
        if (!node.isTextual()) {
            throw new IllegalArgumentException("attribute '" + attribute
                    + "' must be a text, or an array of texts for a many-of attribute, not " + describe(node));
        }
        return node.textValue();
    }

    private static String describe(JsonNode node) {
        String text = node.toString();
        return node.getNodeType().name().toLowerCase() + " "
                + (text.length() > 60 ? text.substring(0, 60) + "…" : text);
    }

    @JsonValue
    public JsonNode toJson() {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        values.forEach((name, chosen) -> {
            if (manyOf.contains(name)) {
                chosen.forEach(json.putArray(name)::add);
            } else {
                json.put(name, chosen.get(0));
            }
        });
        return json;
    }

    /** For people: {@code Dress}, or {@code Shirts, navy blue}; values in the order of the attributes' names. */
    public String label() {
        return values.values().stream().flatMap(List::stream).collect(Collectors.joining(", "));
    }

    /** The canonical JSON text. */
    @Override
    public String toString() {
        return toJson().toString();
    }
}
