package dev.atelier.gateway.search;

import static dev.atelier.gateway.testing.Api.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.atelier.contract.artefact.Sha256;
import dev.atelier.contract.images.Picture;
import dev.atelier.contract.images.Png;
import dev.atelier.contract.messages.EmbeddingAnswer;
import dev.atelier.contract.messages.EmbeddingRequest;
import dev.atelier.contract.messages.GenerationRequest;
import dev.atelier.contract.messages.MessageCodec;
import dev.atelier.contract.messages.Topic;
import dev.atelier.contract.products.FeatureVector;
import dev.atelier.gateway.testing.Api;
import dev.atelier.gateway.testing.EmbedderRole;
import dev.atelier.gateway.testing.GatewayProcess;
import dev.atelier.gateway.testing.Installation;
import java.net.http.HttpResponse;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ThreadLocalRandom;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class SearchIT {
    private static final String STORE = "search";
    private static final FeatureVector EAST = FeatureVector.towards(1, 0);
    private static final FeatureVector NORTH_EAST = FeatureVector.towards(1, 1);
    private static final FeatureVector NORTH = FeatureVector.towards(0, 1);

    private static Installation installation;
    private static EmbedderRole embedder;
    private static GatewayProcess gateway;
    private static Api api;

    /** One of its own, that waits for as long as this busy machine may take. */
    @BeforeAll
    static void fill() {
        installation = Installation.shared();
        embedder = installation.embedder();
        gateway = installation.gateway(Map.of("ATELIER_SEARCH_PATIENCE", "150s"));
        api = gateway.api();
        embedder.embed(STORE, "east", "Red", EAST);
        embedder.embed(STORE, "north-east", "Blue", NORTH_EAST);
        embedder.embed(STORE, "north", "Green", NORTH);
        await().until(() -> products(api) == 3);
    }

    @AfterAll
    static void stop() {
        gateway.close();
    }

    private static int products(Api of) {
        return json(of.get("/v1/stores/" + STORE)).path("products").asInt();
    }

    private static HttpResponse<String> search(String by, String more) {
        return api.post("/v1/search", "{\"store\": \"" + STORE + "\", \"by\": " + by + more + "}");
    }

    private static String type(HttpResponse<String> response) {
        return json(response).path("type").asText();
    }

    private static byte[] newPicture() {
        byte[] pixels = new byte[16];
        ThreadLocalRandom.current().nextBytes(pixels);
        return Png.encode(new Picture(4, 4, 1, pixels), Map.of());
    }

    private static CompletableFuture<HttpResponse<String>> upload(Api to, byte[] picture) {
        return CompletableFuture.supplyAsync(
                () -> to.form("POST", "/v1/search", "query", "{\"store\": \"" + STORE + "\", \"count\": 1}", picture));
    }

    @Test
    void byAProductTheOthersAreFoundTheMostSimilarFirst() {
        HttpResponse<String> response = search("{\"product\": \"east\"}", "");
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        JsonNode found = json(response);
        assertThat(found.get("results").findValuesAsText("product")).containsExactly("north-east", "north");
        assertThat(found.at("/results/0/score").doubleValue()).isCloseTo(Math.sqrt(0.5), within(1e-6));
        assertThat(found.at("/results/0/picture").textValue())
                .isEqualTo("/v1/stores/search/products/north-east/picture");
        assertThat(found.get("indexed").intValue()).isEqualTo(3);
        assertThat(found.get("embedder").textValue()).isEqualTo(EmbedderRole.DIGEST);
    }

    @Test
    void aFilterAndACountLeaveOthersOut() {
        JsonNode green = json(search(
                "{\"product\": \"east\"}",
                ", \"filter\": {\"attributes\": {\"colour\": [\"Green\", \"Pink\"]}, \"inStock\": true}"));
        assertThat(green.get("results").findValuesAsText("product")).containsExactly("north");
        JsonNode one = json(search("{\"product\": \"east\"}", ", \"count\": 1"));
        assertThat(one.get("results").findValuesAsText("product")).containsExactly("north-east");
        JsonNode priced = json(search("{\"product\": \"east\"}", ", \"filter\": {\"price\": {\"to\": 5}}"));
        assertThat(priced.get("results")).isEmpty();
    }

    @Test
    void aPictureOfOnesOwnIsLookedAtByAWorkerAndNotKept() {
        byte[] picture = newPicture();
        CompletableFuture<HttpResponse<String>> answer = upload(api, picture);
        EmbeddingRequest question = embedder.awaitQuestion(Sha256.of(picture));
        assertThat(installation.store().get(question.picture().key())).isEqualTo(picture);
        embedder.answer(question, NORTH);
        JsonNode found = json(answer.join());
        assertThat(found.get("results").findValuesAsText("product")).containsExactly("north");
        await().until(() -> installation.store().stat(question.picture().key()).isEmpty());
    }

    @Test
    void everyGatewayGetsItsOwnAnswer() {
        try (GatewayProcess other = installation.gateway(Map.of("ATELIER_SEARCH_PATIENCE", "150s"))) {
            await().until(() -> products(other.api()) == 3);
            byte[] here = newPicture();
            byte[] there = newPicture();
            CompletableFuture<HttpResponse<String>> first = upload(api, here);
            CompletableFuture<HttpResponse<String>> second = upload(other.api(), there);
            embedder.answer(embedder.awaitQuestion(Sha256.of(there)), EAST);
            embedder.answer(embedder.awaitQuestion(Sha256.of(here)), NORTH);
            assertThat(json(first.join()).at("/results/0/product").textValue()).isEqualTo("north");
            assertThat(json(second.join()).at("/results/0/product").textValue()).isEqualTo("east");
        }
    }

    @Test
    void aPictureThatAWorkerCannotReadIsAProblem() {
        byte[] picture = newPicture();
        CompletableFuture<HttpResponse<String>> answer = upload(api, picture);
        embedder.refuse(
                embedder.awaitQuestion(Sha256.of(picture)), EmbeddingAnswer.BAD_PICTURE, "Its data end too early.");
        assertThat(answer.join().statusCode()).isEqualTo(422);
        assertThat(type(answer.join())).isEqualTo("/problems/broken-picture");
        assertThat(answer.join().body()).contains("Its data end too early.");
    }

    @Test
    void whereNoWorkerAnswersTheSearchEndsWithAProblem() {
        try (GatewayProcess impatient = installation.gateway(Map.of("ATELIER_SEARCH_PATIENCE", "500ms"))) {
            await().until(() -> products(impatient.api()) == 3);
            byte[] picture = newPicture();
            HttpResponse<String> response = upload(impatient.api(), picture).join();
            assertThat(response.statusCode()).isEqualTo(504);
            assertThat(type(response)).isEqualTo("/problems/no-worker-answered");
            EmbeddingRequest question = embedder.awaitQuestion(Sha256.of(picture));
            await().until(() ->
                    installation.store().stat(question.picture().key()).isEmpty());
            HttpResponse<String> wished = impatient.api().post("/v1/search", wish(77));
            assertThat(wished.statusCode()).isEqualTo(504);
            assertThat(wished.body()).contains("search by {");
        }
    }

    @Test
    void byAPictureOfAJob() {
        String job = api.newJob(2);
        byte[] png = installation.worker().store(job, 1);
        CompletableFuture<HttpResponse<String>> answer =
                CompletableFuture.supplyAsync(() -> search("{\"job\": \"" + job + "\", \"index\": 1}", ""));
        EmbeddingRequest question = Awaitility.await()
                .until(() -> questionOf(job), Optional::isPresent)
                .orElseThrow();
        assertThat(question.picture().sha256()).isEqualTo(Sha256.of(png));
        embedder.answer(question, EAST);
        JsonNode found = json(answer.join());
        assertThat(found.at("/results/0/product").textValue()).isEqualTo("east");
        assertThat(found.at("/results/0/score").doubleValue()).isCloseTo(1, within(1e-6));
    }

    private static Optional<EmbeddingRequest> questionOf(String job) {
        return installation.log().read(Topic.SEARCH_PICTURES).stream()
                .map(record -> MessageCodec.readEmbeddingRequest(record.value()))
                .filter(request -> request.picture().key().contains(job))
                .reduce((first, second) -> second);
    }

    private static String wish(long seed) {
        return "{\"store\": \"" + STORE
                + "\", \"by\": {\"model\": \"fashion\", \"attributes\": {\"category\": \"Dress\"}," + " \"seed\": "
                + seed + "}}";
    }

    private static Optional<GenerationRequest> jobOfSeed(long seed) {
        return installation.log().read(Topic.GENERATION_INTERACTIVE).stream()
                .map(record -> MessageCodec.readRequest(record.value()))
                .filter(request -> request.seed() == seed)
                .findFirst();
    }

    /** That no other job of the shared installation has. */
    private static long newSeed() {
        return ThreadLocalRandom.current().nextLong(GenerationRequest.LARGEST_SEED);
    }

    @Test
    void byAttributesAPictureIsMadeFirst() {
        long seed = newSeed();
        CompletableFuture<HttpResponse<String>> answer =
                CompletableFuture.supplyAsync(() -> api.post("/v1/search", wish(seed)));
        String job = Awaitility.await()
                .until(() -> jobOfSeed(seed), Optional::isPresent)
                .orElseThrow()
                .id();
        installation.worker().fulfil(job, 1);
        embedder.answer(
                Awaitility.await()
                        .until(() -> questionOf(job), Optional::isPresent)
                        .orElseThrow(),
                NORTH);
        JsonNode found = json(answer.join());
        assertThat(found.at("/results/0/product").textValue()).isEqualTo("north");
        assertThat(found.at("/generated/job").textValue()).isEqualTo(job);
        assertThat(api.get(found.at("/generated/url").textValue()).statusCode()).isEqualTo(200);
    }

    @Test
    void byAttributesOfAJobThatFailsThereIsNothingToSearchWith() {
        long seed = newSeed();
        CompletableFuture<HttpResponse<String>> answer =
                CompletableFuture.supplyAsync(() -> api.post("/v1/search", wish(seed)));
        String job = Awaitility.await()
                .until(() -> jobOfSeed(seed), Optional::isPresent)
                .orElseThrow()
                .id();
        installation.worker().fail(job, "out-of-paint", "There is no paint left.");
        assertThat(type(answer.join())).isEqualTo("/problems/no-picture-to-search-with");
        assertThat(answer.join().body()).contains("There is no paint left.");
    }

    @Test
    void mistakesNameTheirPlace() {
        HttpResponse<String> misspelt =
                search("{\"model\": \"fashion\", \"attributes\": {\"category\": \"Dres\"}}", "");
        assertThat(misspelt.statusCode()).isEqualTo(422);
        assertThat(json(misspelt).at("/errors/0/pointer").textValue()).isEqualTo("/by/attributes/category");
        HttpResponse<String> unknown = search("{\"product\": \"nobody\"}", "");
        assertThat(unknown.statusCode()).isEqualTo(422);
        assertThat(json(unknown).at("/errors/0/pointer").textValue()).isEqualTo("/by/product");
        HttpResponse<String> noJob = search("{\"job\": \"00000000-0000-0000-0000-000000000000\"}", "");
        assertThat(noJob.statusCode()).isEqualTo(422);
        assertThat(type(noJob)).isEqualTo("/problems/unknown-job");
        HttpResponse<String> noStore = api.post("/v1/search", "{\"store\": \"sarch\", \"by\": {\"product\": \"a\"}}");
        assertThat(noStore.statusCode()).isEqualTo(404);
        assertThat(json(noStore).at("/errors/0/closest/0").textValue()).isEqualTo(STORE);
        HttpResponse<String> noPicture =
                search("{\"job\": \"" + api.newJob(1) + "\", \"index\": 3}", ", \"count\": 10");
        assertThat(type(noPicture)).isEqualTo("/problems/no-picture-to-search-with");
        HttpResponse<String> wrong = api.post(
                "/v1/search",
                "{\"store\": 7, \"by\": {}, \"count\": 1000, \"filter\": {\"price\": {\"from\": 9, \"to\": 1}, \"colour\": 1}}");
        assertThat(json(wrong).get("errors").findValuesAsText("pointer"))
                .contains("/store", "/by", "/count", "/filter/price/from", "/filter/colour");
    }
}
