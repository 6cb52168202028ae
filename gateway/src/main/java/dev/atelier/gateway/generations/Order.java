package dev.atelier.gateway.generations;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.atelier.contract.artefact.Sha256;
import dev.atelier.contract.attributes.Selection;
import dev.atelier.contract.experiments.Experiment;
import dev.atelier.contract.json.Json;
import dev.atelier.contract.messages.Webhook;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What a client asks for, correct in form, not yet checked against a model.
 *
 * @param count pictures, 1 to 64; of a grid as many as the model has combinations
 * @param seed 0 to 2⁵³−1; derived from the job id where absent
 * @param version or alias; the champion where absent
 * @param experiment its latent has the seed above, and it has no grid yet, which takes a model's schema to resolve
 * @param grid the attributes whose combinations are asked for
 * @param webhook who is called at the end
 */
record Order(
        String model,
        Selection attributes,
        int count,
        OptionalLong seed,
        Optional<String> version,
        Experiment experiment,
        Optional<GridAxes> grid,
        Optional<Webhook> webhook) {

    /**
     * Identity of the request as the client sent it, whatever the order of its fields, and independent of where an
     * alias points today: a repeated request must be recognised after the champion has changed.
     */
    String digest() {
        ObjectNode canonical = JsonNodeFactory.instance.objectNode();
        canonical.put("model", model);
        ObjectNode chosen = canonical.putObject("attributes");
        attributes.values().forEach((name, values) -> values.stream().sorted().forEach(chosen.putArray(name)::add));
        canonical.put("count", count);
        seed.ifPresent(given -> canonical.put("seed", given));
        version.ifPresent(given -> canonical.put("version", given));
        if (!experiment.isNone()) {
            canonical.set("experiment", Json.mapper().valueToTree(experiment));
        }
        grid.ifPresent(axes -> canonical.set("grid", Json.mapper().valueToTree(axes)));
        webhook.ifPresent(given -> canonical.putObject("webhook").put("url", given.url()));
        return Sha256.of(Json.bytes(canonical));
    }
}
