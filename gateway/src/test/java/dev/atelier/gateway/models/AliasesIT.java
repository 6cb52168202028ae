package dev.atelier.gateway.models;

import static dev.atelier.gateway.testing.Api.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.atelier.contract.artefact.Lineage;
import dev.atelier.contract.messages.GenerationRequest;
import dev.atelier.contract.messages.MessageCodec;
import dev.atelier.contract.messages.Topic;
import dev.atelier.contract.models.Model;
import dev.atelier.gateway.testing.Api;
import dev.atelier.gateway.testing.GatewayProcess;
import dev.atelier.gateway.testing.Installation;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/** One history: each test goes on from where the one before left the aliases. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class AliasesIT {
    private static final String CHAMPION = "/v1/models/fashion/aliases/champion";

    private static Installation installation;
    private static GatewayProcess gateway;
    private static GatewayProcess other;

    @BeforeAll
    static void start() {
        installation = Installation.ofItsOwn();
        gateway = installation.gateway(Map.of("ATELIER_CANARY__FASHION_", "0.5"));
        other = installation.gateway(Map.of());
    }

    @AfterAll
    static void stop() {
        other.close();
        gateway.close();
        installation.close();
    }

    private final Api api = gateway.api();

    private static String move(String version, String more) {
        return "{\"version\": \"" + version + "\", \"by\": \"Ada\", \"reason\": \"for the test\"" + more + "}";
    }

    private static String type(HttpResponse<String> response) {
        return json(response).path("type").asText();
    }

    @Test
    @Order(1)
    void withoutAPreviousVersionThereIsNothingToGoBackTo() {
        HttpResponse<String> response =
                api.post("/v1/models/fashion/rollback", "{\"by\": \"Ada\", \"reason\": \"worse bags\"}");
        assertThat(response.statusCode()).isEqualTo(409);
        assertThat(type(response)).isEqualTo("/problems/no-previous");
    }

    @Test
    @Order(2)
    void aMoveIsAnsweredOnceItCountsAndJobsThatWereAcceptedBeforeKeepTheirVersion() {
        String job = api.newJob(1);
        HttpResponse<String> response = api.put(CHAMPION, move("2", ", \"replaces\": 1"));

        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        assertThat(json(response).get("revision").longValue()).isEqualTo(2);
        assertThat(response.headers().firstValue("ETag")).contains("\"2\"");
        JsonNode model = json(api.get("/v1/models/fashion"));
        assertThat(model.at("/aliases/champion/by").textValue()).isEqualTo("Ada");
        assertThat(model.at("/aliases/previous/version").textValue()).isEqualTo("1");
        assertThat(json(api.order(1)).get("version").textValue()).isEqualTo("2");
        assertThat(api.job(job).get("version").textValue()).isEqualTo("1");
        GenerationRequest request = MessageCodec.readRequest(installation
                .log()
                .read(Topic.GENERATION_INTERACTIVE, job)
                .get(0)
                .value());
        assertThat(request.digest())
                .isEqualTo(json(api.get("/v1/models/fashion/schema?version=1"))
                        .get("digest")
                        .textValue());
    }

    @Test
    @Order(3)
    void aMoveOfAStaleRevisionIsRefusedAndTheWinnerNamed() {
        HttpResponse<String> response = api.put(CHAMPION, move("1", ", \"replaces\": 1"));
        assertThat(response.statusCode()).isEqualTo(409);
        assertThat(type(response)).isEqualTo("/problems/alias-moved");
        assertThat(json(response).get("detail").textValue())
                .contains("revision 2")
                .contains("Ada")
                .contains("for the test");
        assertThat(api.put(CHAMPION, move("1", ""), "If-Match", "\"1\"").statusCode())
                .isEqualTo(412);
    }

    @Test
    @Order(4)
    void aMoveToWhereTheAliasPointsChangesNothing() {
        assertThat(json(api.put(CHAMPION, move("2", ""))).get("revision").longValue())
                .isEqualTo(2);
    }

    @Test
    @Order(5)
    void aRollbackMakesThePreviousVersionChampionAndIsRecordedWithWhoAndWhy() {
        JsonNode back = json(api.post("/v1/models/fashion/rollback", "{\"by\": \"Bo\", \"reason\": \"worse bags\"}"));
        assertThat(back.get("version").textValue()).isEqualTo("1");
        assertThat(back.get("revision").longValue()).isEqualTo(3);
        JsonNode aliases = json(api.get("/v1/models/fashion")).get("aliases");
        assertThat(aliases.at("/champion/by").textValue()).isEqualTo("Bo");
        assertThat(aliases.at("/champion/reason").textValue()).isEqualTo("worse bags");
        assertThat(aliases.at("/previous/version").textValue()).isEqualTo("2");
    }

    @Test
    @Order(6)
    void ofManyMovesAtOnceThroughTwoGatewaysOneCountsPerRevision() {
        await().until(() -> json(other.api().get(CHAMPION)).get("revision").longValue() == 3);
        List<HttpResponse<String>> answers = IntStream.range(0, 8)
                .mapToObj(i -> CompletableFuture.supplyAsync(
                        () -> (i % 2 == 0 ? gateway : other).api().put(CHAMPION, move("2", ", \"replaces\": 3"))))
                .toList()
                .stream()
                .map(CompletableFuture::join)
                .toList();
        assertThat(answers)
                .extracting(HttpResponse::statusCode)
                .containsOnlyOnce(200)
                .containsOnly(200, 409);
        assertThat(json(api.get(CHAMPION)).get("revision").longValue()).isEqualTo(4);
    }

    @Test
    @Order(7)
    void mistakesAreNamedWithWhatWouldBeRight() {
        HttpResponse<String> version = api.put(CHAMPION, move("champion", ""));
        assertThat(version.statusCode()).isEqualTo(422);
        assertThat(type(version)).isEqualTo("/problems/unknown-version");
        HttpResponse<String> alias = api.put("/v1/models/fashion/aliases/champoin", move("1", ""));
        assertThat(alias.statusCode()).isEqualTo(404);
        assertThat(json(alias).at("/errors/0/closest/0").textValue()).isEqualTo("champion");
        HttpResponse<String> anonymous = api.post("/v1/models/fashion/rollback", "{\"reason\": \"x\"}");
        assertThat(json(anonymous).at("/errors/0/pointer").textValue()).isEqualTo("/by");
        assertThat(api.get("/v1/models/fasion/aliases/champion").statusCode()).isEqualTo(404);
    }

    @Test
    @Order(8)
    void aShareOfTheJobsGoesToTheChallengerAndIsCounted() {
        JsonNode challenger = json(api.put("/v1/models/fashion/aliases/challenger", move("1", "")));
        assertThat(challenger.get("revision").longValue()).isEqualTo(1);

        List<String> versions = IntStream.range(0, 40)
                .mapToObj(i -> json(api.order(1, "Idempotency-Key", "canary-" + i))
                        .get("version")
                        .textValue())
                .toList();
        assertThat(versions).contains("1", "2");
        List<String> again = IntStream.range(0, 40)
                .mapToObj(i -> json(api.order(1, "Idempotency-Key", "canary-" + i))
                        .get("version")
                        .textValue())
                .toList();
        assertThat(again).isEqualTo(versions);
        String named = "{\"model\": \"fashion\", \"version\": \"champion\", \"attributes\": {\"category\": \"Dress\"}}";
        assertThat(IntStream.range(0, 10).mapToObj(i -> json(api.post("/v1/generations", named))
                        .get("version")
                        .textValue()))
                .containsOnly("2");
        assertThat(api.get("/q/metrics").body())
                .contains("atelier_requests_accepted_total{model=\"fashion\",version=\"1\"")
                .contains("atelier_requests_accepted_total{model=\"fashion\",version=\"2\"");
    }

    @Test
    @Order(9)
    void anUpdateThatNamesNoModelsConcernsThoseWhoseChampionComesFromTheDataSet() {
        var lineage = new Lineage("run-1", 1, "shop", "2026-10", Optional.of("parent"), "0.1.0");
        installation.log().write(new MessageCodec("/test").write(Installation.fashion("3", lineage)));
        await().until(() -> json(api.get("/v1/models/fashion")).get("versions").size() == 3);
        assertThat(json(api.get("/v1/models/fashion"))
                        .at("/versions/0/lineage/dataSetVersion")
                        .textValue())
                .isEqualTo("2026-10");
        assertThat(api.put(CHAMPION, move("3", "")).statusCode()).isEqualTo(200);

        JsonNode update = json(api.post(
                "/v1/datasets/shop/updates",
                "{\"version\": \"2026-11\", \"manifestSha256\": \"" + "ab".repeat(32) + "\"}"));
        assertThat(update.get("runs").findValuesAsText("model")).containsExactly("fashion");
    }

    /** All products are embedded anew by the one that is champion: people choose it, as they choose what makes pictures. */
    @Test
    @Order(10)
    void whatFindsSimilarProductsHasAChampionThatIsMovedAndRolledBackAsAnyOther() {
        MessageCodec codec = new MessageCodec("/test");
        installation.log().write(codec.write(Installation.productEmbedder("1")));
        installation.log().write(codec.write(Installation.productEmbedder("2")));
        installation.log().write(codec.write(Installation.champion(Model.PRODUCT_EMBEDDER, "1", 0)));
        String path = "/v1/models/" + Model.PRODUCT_EMBEDDER;
        await().until(() -> json(api.get(path)).at("/aliases/champion/version").asText(), "1"::equals);

        HttpResponse<String> moved = api.put(path + "/aliases/champion", move("2", ""));
        assertThat(moved.statusCode()).as(moved.body()).isEqualTo(200);
        assertThat(json(moved).get("version").textValue()).isEqualTo("2");
        HttpResponse<String> back = api.post(path + "/rollback", "{\"by\": \"Ada\", \"reason\": \"finds less\"}");
        assertThat(back.statusCode()).as(back.body()).isEqualTo(200);
        assertThat(json(back).get("version").textValue()).isEqualTo("1");
        assertThat(json(api.get("/v1/models?embedders=true")).get("models").findValuesAsText("model"))
                .contains(Model.PRODUCT_EMBEDDER, "fashion");
    }

    @Test
    @Order(11)
    void itIsNoModelThatPicturesCanBeAskedOf() {
        assertThat(json(api.get("/v1/models")).get("models").findValuesAsText("model"))
                .doesNotContain(Model.PRODUCT_EMBEDDER);
        assertThat(api.get("/v1/models/" + Model.PRODUCT_EMBEDDER + "/schema").statusCode())
                .isEqualTo(404);
    }

    /** A trainer, or a shipped model's publication, writes into the log itself. */
    @Test
    @Order(12)
    void aMoveThatNoGatewayMadeHoldsForTheNextOrder() {
        await().until(() -> json(other.api().order(1)).get("version").textValue(), "3"::equals);
        long revision = json(other.api().get(CHAMPION)).get("revision").longValue();
        installation.log().write(new MessageCodec("/test").write(Installation.champion("fashion", "1", revision)));
        await().until(() -> json(other.api().get(CHAMPION)).get("version").textValue(), "1"::equals);
        assertThat(json(other.api().order(1)).get("version").textValue()).isEqualTo("1");
    }
}
