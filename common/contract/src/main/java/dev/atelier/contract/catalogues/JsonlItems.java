package dev.atelier.contract.catalogues;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import dev.atelier.contract.json.Json;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/** A JSON object a line, a field for each attribute: {@code {"id": "a-1", "category": "Dress", "fabric": ["denim"]}}. */
final class JsonlItems implements WantedItems {
    private static final ObjectReader READER =
            Json.mapper().readerFor(JsonNode.class).with(StreamReadFeature.STRICT_DUPLICATE_DETECTION);

    private final SourceText text;
    private final ItemCheck check;

    JsonlItems(SourceText text, ItemCheck check) {
        this.text = text;
        this.check = check;
    }

    @Override
    public Optional<SourceLine> next() throws IOException {
        while (text.next()) {
            try {
                String line = text.text();
                if (!line.isBlank()) {
                    return Optional.of(line(object(line)));
                }
            } catch (BadLineException e) {
                return Optional.of(new SourceLine.Bad(text.number(), List.of(e.mistake())));
            }
        }
        return Optional.empty();
    }

    private static JsonNode object(String line) throws BadLineException {
        try {
            JsonNode json = READER.readValue(line);
            if (json.isObject()) {
                return json;
            }
            throw new BadLineException(Mistake.of(
                    "", line, "The line must be an object such as {\"id\": \"a-1\", \"category\": \"Dress\"}."));
        } catch (JsonProcessingException e) {
            String why = e.getOriginalMessage().lines().findFirst().orElse("");
            throw new BadLineException(Mistake.of("", line, "The line is no JSON: " + Mistake.shortened(why) + "."));
        }
    }

    private SourceLine line(JsonNode object) {
        Optional<String> id = Optional.empty();
        OptionalLong seed = OptionalLong.empty();
        var mistakes = new ArrayList<Mistake>();
        Map<String, List<String>> values = new HashMap<>();
        for (Map.Entry<String, JsonNode> field : object.properties()) {
            JsonNode node = field.getValue();
            switch (field.getKey()) {
                case "id" -> id = Optional.of(text("id", node, mistakes));
                case "seed" ->
                    seed = ItemCheck.seed(node.isIntegralNumber() ? node.asText() : node.toString(), mistakes);
                default -> values.put(field.getKey(), values(field.getKey(), node, mistakes));
            }
        }
        return check.line(text.number(), text.number() - 1, id, values, seed, mistakes);
    }

    private static List<String> values(String attribute, JsonNode node, List<Mistake> mistakes) {
        if (!node.isArray()) {
            return List.of(text(attribute, node, mistakes));
        }
        var values = new ArrayList<String>();
        node.forEach(value -> values.add(text(attribute, value, mistakes)));
        return values;
    }

    private static String text(String field, JsonNode node, List<Mistake> mistakes) {
        if (!node.isTextual()) {
            mistakes.add(Mistake.of(
                    field,
                    node.toString(),
                    "'" + Mistake.shortened(field) + "' must be a text"
                            + (field.equals("id") ? "" : ", or an array of texts where it takes many") + ", not "
                            + Mistake.shortened(node.toString()) + "."));
            return node.toString();
        }
        return node.textValue();
    }
}
