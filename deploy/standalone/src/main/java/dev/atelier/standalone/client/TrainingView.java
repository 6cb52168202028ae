package dev.atelier.standalone.client;

import com.fasterxml.jackson.databind.JsonNode;
import dev.atelier.contract.json.Json;
import dev.atelier.contract.messages.Verdict;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A training run as the gateway tells of it.
 *
 * @param state such as running or awaiting-approval
 * @param attempt 0 while no trainer has it
 * @param score the last held-out label match, 0 to 1
 * @param version that it made
 * @param sheets absent in a list
 * @param lineage of the version; absent in a list
 */
public record TrainingView(
        String id,
        String model,
        String state,
        DataView data,
        int attempt,
        Optional<String> trainer,
        Instant requestedAt,
        Instant changedAt,
        Optional<ProgressView> latest,
        Optional<Double> score,
        Optional<String> version,
        Optional<Verdict> verdict,
        Optional<String> cancelBy,
        Optional<String> approvedBy,
        Optional<String> reason,
        Optional<List<SheetView>> sheets,
        Optional<LineageView> lineage) {
    /** Of what it learns. */
    public record DataView(String dataSet, String version, String by) {
        @Override
        public String toString() {
            return dataSet + "@" + version;
        }
    }

    /**
     * How far it is.
     *
     * @param steps 0 where that is not known
     */
    public record ProgressView(String phase, long step, long steps, int epoch, Map<String, Double> losses) {
        @Override
        public String toString() {
            return phase + " " + step + (steps > 0 ? "/" + steps : "");
        }
    }

    /** @param url path on the gateway */
    public record SheetView(String name, String url) {}

    /**
     * Where the version comes from.
     *
     * @param parent whose weights it began with; absent where it began from scratch
     * @param code build of the program that trained it
     */
    public record LineageView(
            String dataDigest, String digest, Optional<ParentView> parent, String code, JsonNode recipe) {
        /** The recipe in a line; all of it is in the JSON. */
        public String summary() {
            JsonNode plan = recipe.path("plan");
            return recipe.path("model").asText("") + ", "
                    + recipe.path("method").asText("") + ", "
                    + plan.path("epochs").asText("?") + " epochs in batches of "
                    + plan.path("batch").asText("?") + ", seed "
                    + plan.path("seed").asText("?");
        }
    }

    /** @param version where it still exists */
    public record ParentView(String digest, Optional<String> version) {
        @Override
        public String toString() {
            return version.map(name -> name + ", ").orElse("") + digest;
        }
    }

    /** Time between the request and what was last said: of one that is over, how long it took. */
    public Duration age() {
        return Duration.between(requestedAt, changedAt);
    }

    public static TrainingView of(JsonNode run) {
        return GatewayHttp.read(Json.bytes(run), TrainingView.class);
    }
}
