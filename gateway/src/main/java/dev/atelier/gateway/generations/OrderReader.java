package dev.atelier.gateway.generations;

import dev.atelier.contract.attributes.Selection;
import dev.atelier.contract.experiments.Experiment;
import dev.atelier.contract.experiments.Latent;
import dev.atelier.contract.messages.GenerationRequest;
import dev.atelier.contract.messages.Webhook;
import dev.atelier.gateway.requests.BodyFields;
import dev.atelier.gateway.requests.JsonBody;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/** Reads the body of a request for pictures. */
final class OrderReader {
    private static final List<String> FIELDS = List.of(
            "model",
            "attributes",
            "count",
            "seed",
            "version",
            "latent",
            "interpolate",
            "variation",
            "truncation",
            "grid",
            "webhook");

    private OrderReader() {}

    /** @throws dev.atelier.gateway.problems.ProblemException {@code broken-json} or {@code invalid-request} */
    static Order read(byte[] json) {
        JsonBody body = JsonBody.read(json, FIELDS, "{\"model\": …, \"attributes\": {…}}");
        BodyFields fields = body.fields();
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
        Optional<Webhook> webhook = WebhookReader.read(fields);
        body.requireRight();
        OptionalLong first =
                experiment.latent().stream().mapToLong(Latent::seed).findFirst();
        return new Order(
                model,
                attributes,
                (int) count.orElse(1),
                first.isPresent() ? first : seed,
                version,
                experiment,
                grid,
                webhook);
    }
}
