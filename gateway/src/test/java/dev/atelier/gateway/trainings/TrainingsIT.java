package dev.atelier.gateway.trainings;

import static dev.atelier.gateway.testing.Api.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.atelier.contract.messages.MessageCodec;
import dev.atelier.contract.messages.Topic;
import dev.atelier.contract.messages.TrainingEvent;
import dev.atelier.gateway.testing.Api;
import dev.atelier.gateway.testing.Installation;
import dev.atelier.gateway.testing.TrainerRole;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class TrainingsIT {
    private static final String SHA_256 = "0123456789abcdef".repeat(4);

    private final Api api = Installation.sharedGateway().api();
    private final TrainerRole trainer = Installation.shared().trainer();

    /** A data set of its own for each test: a newer update of one set takes the place of an older one. */
    private final String dataSet = "shop-" + UUID.randomUUID().toString().substring(0, 8);

    private HttpResponse<String> update(String models, String... headers) {
        return api.post(
                "/v1/datasets/" + dataSet + "/updates",
                "{\"version\": \"2\", \"manifestSha256\": \"" + SHA_256 + "\"" + models + "}",
                headers);
    }

    private String newRun() {
        return json(update(", \"models\": [\"fashion\"]")).at("/runs/0/id").textValue();
    }

    private JsonNode run(String id) {
        return json(api.get("/v1/trainings/" + id));
    }

    private void awaitState(String id, String state) {
        await().until(() -> run(id).path("state").asText().equals(state));
    }

    private static String type(HttpResponse<String> response) {
        return json(response).path("type").asText();
    }

    private static List<String> names(Stream<String> lines) {
        return lines.filter(line -> line.startsWith("event:"))
                .map(line -> line.substring(6).strip())
                .toList();
    }

    @Test
    void anUpdateIsRecordedAndItsRunsCanBeLookedAtAtOnce() {
        HttpResponse<String> response = update(", \"models\": [\"fashion\", \"outfits\"], \"by\": \"pipeline\"");

        assertThat(response.statusCode()).isEqualTo(202);
        JsonNode body = json(response);
        assertThat(body.get("runs").findValuesAsText("model")).containsExactly("fashion", "outfits");
        var records = Installation.shared().log().read(Topic.DATASET_UPDATES, dataSet);
        assertThat(records).hasSize(1);
        var written = MessageCodec.readDataSetUpdate(records.get(0).value());
        assertThat(written.id()).isEqualTo(body.get("update").textValue());
        assertThat(written.manifestSha256()).isEqualTo(SHA_256);
        JsonNode run = json(api.get(body.at("/runs/1/url").textValue()));
        assertThat(run.get("state").textValue()).isEqualTo("requested");
        assertThat(run.at("/data/location").textValue()).isEqualTo("datasets/" + dataSet + "/2/");
        assertThat(run.at("/data/by").textValue()).isEqualTo("pipeline");
    }

    @Test
    void theSameIdempotencyKeyIsTheSameUpdate() {
        String key = UUID.randomUUID().toString();
        JsonNode first = json(update(", \"models\": [\"fashion\"]", "Idempotency-Key", key));
        JsonNode second = json(update(", \"models\": [\"fashion\"]", "Idempotency-Key", key));
        assertThat(second).isEqualTo(first);
        HttpResponse<String> other = update(", \"models\": [\"outfits\"]", "Idempotency-Key", key);
        assertThat(other.statusCode()).isEqualTo(422);
        assertThat(type(other)).isEqualTo("/problems/idempotency-key-reused");
    }

    @Test
    void allMistakesOfAnUpdateAreToldAtOnce() {
        HttpResponse<String> response = api.post(
                "/v1/datasets/" + dataSet + "/updates",
                "{\"verison\": \"2\", \"manifestSha256\": \"12\", \"location\": \"../x\", \"models\": []}");
        assertThat(response.statusCode()).isEqualTo(422);
        assertThat(json(response).get("errors").findValuesAsText("pointer"))
                .containsExactlyInAnyOrder("/verison", "/version", "/manifestSha256", "/location", "/models");
        assertThat(json(response).at("/errors/0/closest/0").textValue()).isEqualTo("version");
    }

    @Test
    void anUnknownModelIsNamedWithItsPlaceAndTheClosest() {
        HttpResponse<String> response = update(", \"models\": [\"outfits\", \"fasion\"]");
        assertThat(response.statusCode()).isEqualTo(422);
        assertThat(type(response)).isEqualTo("/problems/unknown-model");
        assertThat(json(response).at("/errors/0/pointer").textValue()).isEqualTo("/models/1");
        assertThat(json(response).at("/errors/0/closest/0").textValue()).isEqualTo("fashion");
    }

    @Test
    void aModelThatHasNoVersionYetCanBeToldToLearnByCallingItNew() {
        HttpResponse<String> refused = update(", \"models\": [\"shoes\"]");
        assertThat(refused.statusCode()).isEqualTo(422);
        assertThat(json(refused).get("detail").textValue()).contains("'newModels'", "recipe");

        HttpResponse<String> response = update(", \"models\": [\"outfits\"], \"newModels\": [\"shoes\"]");

        assertThat(response.statusCode()).isEqualTo(202);
        assertThat(json(response).get("runs").findValuesAsText("model")).containsExactly("outfits", "shoes");
        JsonNode run = json(api.get(json(response).at("/runs/1/url").textValue()));
        assertThat(run.get("model").textValue()).isEqualTo("shoes");
        assertThat(run.get("state").textValue()).isEqualTo("requested");
        HttpResponse<String> wrong = update(", \"newModels\": [\"Shoes!\"]");
        assertThat(json(wrong).at("/errors/0/pointer").textValue()).isEqualTo("/newModels/0");
    }

    @Test
    void whereNoChampionComesFromTheDataSetTheModelsMustBeNamed() {
        HttpResponse<String> response = update("");
        assertThat(response.statusCode()).isEqualTo(422);
        assertThat(json(response).get("detail").textValue()).contains(dataSet).contains("'models'");
    }

    @Test
    void aRunShowsItsProgressSheetsLossesAndVerdict() {
        String run = trainer.request("fashion", dataSet, "2");
        trainer.start(run, 1);
        trainer.epoch(run, 1, 1, 0.8);
        trainer.start(run, 2);
        byte[] again = trainer.epoch(run, 2, 1, 0.81);
        byte[] second = trainer.epoch(run, 2, 2, 0.9);
        trainer.storeLosses(run, 2, "{\"step\": 1, \"generator\": 0.7}\n");
        trainer.evaluate(run, 2, "2", true, false);
        trainer.promote(run, 2, "2");
        awaitState(run, "promoted");

        JsonNode body = run(run);
        assertThat(body.get("attempt").intValue()).isEqualTo(2);
        assertThat(body.get("trainer").textValue()).isEqualTo("trainer-2");
        assertThat(body.get("progress")).hasSize(3);
        assertThat(body.get("progress").get(2).at("/losses/generator").doubleValue())
                .isEqualTo(1.4);
        assertThat(body.get("score").doubleValue()).isEqualTo(0.9);
        assertThat(body.at("/verdict/rules/0/champion").doubleValue()).isEqualTo(0.91);
        assertThat(body.at("/verdict/passed").booleanValue()).isTrue();
        assertThat(body.get("sheets").findValuesAsText("name")).containsExactly("epoch-001", "epoch-002");
        assertThat(api.bytes(body.at("/sheets/0/url").textValue())).isEqualTo(again);
        assertThat(api.bytes(body.at("/sheets/1/url").textValue())).isEqualTo(second);
        HttpResponse<String> losses = api.get(body.at("/links/losses").textValue());
        assertThat(losses.headers().firstValue("Content-Type").orElseThrow()).startsWith("application/x-ndjson");
        assertThat(losses.body()).isEqualTo("{\"step\": 1, \"generator\": 0.7}\n");
    }

    @Test
    void aRunIsFoundAsSoonAsItIsInTheLog() {
        String run = trainer.request("fashion", dataSet, "2");
        assertThat(run(run).path("state").asText()).isEqualTo("requested");
    }

    @Test
    void whatARunDoesNotHaveIsNotFound() {
        String run = newRun();
        assertThat(type(api.get("/v1/trainings/" + run + "/sheets/epoch-001.png")))
                .isEqualTo("/problems/unknown-sheet");
        assertThat(type(api.get("/v1/trainings/" + run + "/losses"))).isEqualTo("/problems/no-losses");
        assertThat(type(api.get("/v1/trainings/" + UUID.randomUUID()))).isEqualTo("/problems/unknown-training");
    }

    @Test
    void runsAreListedNewestFirstByModelAndState() {
        String first = trainer.request("outfits", dataSet, "1");
        trainer.start(first, 1);
        awaitState(first, "running");
        String second =
                json(update(", \"models\": [\"outfits\"]")).at("/runs/0/id").textValue();

        JsonNode all = json(api.get("/v1/trainings?model=outfits")).get("runs");
        assertThat(all.findValuesAsText("id")).containsSubsequence(second, first);
        assertThat(all.findValuesAsText("model")).containsOnly("outfits");
        assertThat(all.get(0).has("progress")).isFalse();
        JsonNode running = json(api.get("/v1/trainings?state=running&state=failed&limit=500"))
                .get("runs");
        assertThat(running.findValuesAsText("id")).contains(first).doesNotContain(second);
        assertThat(json(api.get("/v1/trainings?limit=1")).get("runs")).hasSize(1);
    }

    @Test
    void aFilterThatNamesNothingIsAMistake() {
        assertThat(json(api.get("/v1/trainings?state=runing"))
                        .at("/errors/0/closest/0")
                        .textValue())
                .isEqualTo("running");
        assertThat(json(api.get("/v1/trainings?model=fasion"))
                        .at("/errors/0/closest/0")
                        .textValue())
                .isEqualTo("fashion");
        assertThat(api.get("/v1/trainings?limit=0").statusCode()).isEqualTo(422);
    }

    @Test
    void theStreamTellsTheWholeLifeOfARunAndEndsWithIt() {
        String run = newRun();
        HttpResponse<Stream<String>> stream = api.stream("/v1/trainings/" + run + "/events");
        CompletableFuture<List<String>> lines = CompletableFuture.supplyAsync(() -> names(stream.body()));
        record(run);
        trainer.start(run, 1);
        trainer.epoch(run, 1, 1, 0.5);
        trainer.evaluate(run, 1, "2", false, false);
        trainer.reject(run, 1, "2", "labelMatch is below its limit");

        assertThat(lines.join()).containsExactly("requested", "started", "progress", "evaluated", "rejected");
        assertThat(names(api.stream("/v1/trainings/" + run + "/events", "Last-Event-ID", "3")
                        .body()))
                .containsExactly("evaluated", "rejected");
        assertThat(api.get("/v1/trainings/" + run + "/events", "Last-Event-ID", "5")
                        .statusCode())
                .isEqualTo(204);
    }

    /** As a trainer does with an update that it reads. */
    private void record(String run) {
        var update = MessageCodec.readDataSetUpdate(Installation.shared()
                .log()
                .read(Topic.DATASET_UPDATES, dataSet)
                .get(0)
                .value());
        trainer.write(new TrainingEvent.Requested(TrainingEvent.VERSION, run, update.at(), "fashion", update));
    }

    @Test
    void aRunThatNoTrainerHasIsOverWhenItIsCancelled() {
        String run = newRun();
        HttpResponse<String> response = api.delete("/v1/trainings/" + run + "?by=Ada");
        assertThat(response.statusCode()).isEqualTo(202);
        assertThat(json(response).get("state").textValue()).isEqualTo("cancelled");
        record(run);
        trainer.start(run, 1);
        assertThat(api.delete("/v1/trainings/" + run).statusCode()).isEqualTo(202);
        assertThat(run(run).get("state").textValue()).isEqualTo("cancelled");
    }

    @Test
    void aRunThatATrainerHasIsAskedToEnd() {
        String run = trainer.request("fashion", dataSet, "2");
        trainer.start(run, 1);
        awaitState(run, "running");
        JsonNode asked = json(api.delete("/v1/trainings/" + run + "?by=Ada"));
        assertThat(asked.get("state").textValue()).isEqualTo("running");
        assertThat(asked.get("cancelBy").textValue()).isEqualTo("Ada");
    }

    @Test
    void aRunThatHasEndedCannotBeCancelled() {
        String run = trainer.request("fashion", dataSet, "2");
        trainer.start(run, 1);
        trainer.promote(run, 1, "2");
        awaitState(run, "promoted");
        HttpResponse<String> response = api.delete("/v1/trainings/" + run);
        assertThat(response.statusCode()).isEqualTo(409);
        assertThat(type(response)).isEqualTo("/problems/training-ended");
    }

    @Test
    void aPassedChallengerThatWaitsIsApprovedOnce() {
        String run = trainer.request("fashion", dataSet, "2");
        trainer.start(run, 1);
        String path = "/v1/trainings/" + run + "/approval";
        String yes = "{\"by\": \"Ada\", \"reason\": \"the sheets look right\"}";
        awaitState(run, "running");
        assertThat(type(api.post(path, yes))).isEqualTo("/problems/not-awaiting-approval");
        trainer.evaluate(run, 1, "2", true, true);
        awaitState(run, "awaiting-approval");
        assertThat(json(api.post(path, "{\"by\": \"Ada\"}"))
                        .at("/errors/0/pointer")
                        .textValue())
                .isEqualTo("/reason");

        HttpResponse<String> approved = api.post(path, yes);
        assertThat(approved.statusCode()).isEqualTo(202);
        assertThat(json(approved).get("state").textValue()).isEqualTo("approved");
        assertThat(json(approved).get("approvedBy").textValue()).isEqualTo("Ada");
        assertThat(api.post(path, yes).statusCode()).isEqualTo(409);
    }
}
