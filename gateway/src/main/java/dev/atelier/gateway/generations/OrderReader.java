package dev.atelier.gateway.generations;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import dev.atelier.contract.attributes.Selection;
import dev.atelier.contract.experiments.Experiment;
import dev.atelier.contract.experiments.Latent;
import dev.atelier.contract.json.Json;
import dev.atelier.contract.messages.GenerationRequest;
import dev.atelier.gateway.problems.FieldError;
import dev.atelier.gateway.problems.Problem;
import dev.atelier.gateway.problems.ProblemType;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Reads the body of a request for pictures. Strict: nothing is guessed, no field is ignored, and all mistakes are told
 * at once, each with its place and what would be right. Mapping by annotations would stop at the first.
 */
final class OrderReader {
    private static final ObjectReader READER = Json.mapper()
            .readerFor(JsonNode.class)
            .with(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .with(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS);
    private static final List<String> FIELDS =
            List.of("model", "attributes", "count", "seed", "version", "latent", "interpolate", "truncation", "grid");

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
            throw Problem.of(
                            ProblemType.INVALID_REQUEST,
                            List.of(BodyFields.mistake(
                                    "",
                                    body,
                                    "The body must be an object such as {\"model\": …, \"attributes\": {…}}")))
                    .asException();
        }
        var fields = new BodyFields("", body, errors);
        fields.requireKnown(FIELDS);
        String model = fields.name("model").orElseGet(() -> fields.missing("model", "the name of a model"));
        Selection attributes = fields.attributes().orElse(new Selection(Map.of(), List.of()));
        Optional<GridAxes> grid = GridReader.read(fields);
        if (!fields.has("grid")) {
            fields.missing("attributes", "an object of attributes and their values");
        }
        OptionalLong count = fields.whole("count", 1, GenerationRequest.LARGEST_COUNT);
        OptionalLong seed = fields.whole("seed", 0, GenerationRequest.LARGEST_SEED);
        Optional<String> version = fields.name("version");
        Experiment experiment = ExperimentReader.read(fields, count);
        if (!errors.isEmpty()) {
            throw Problem.of(ProblemType.INVALID_REQUEST, errors).asException();
        }
        OptionalLong first =
                experiment.latent().stream().mapToLong(Latent::seed).findFirst();
        return new Order(
                model, attributes, (int) count.orElse(1), first.isPresent() ? first : seed, version, experiment, grid);
    }
}
