package dev.atelier.gateway.catalogues;

import static dev.atelier.gateway.testing.Api.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.atelier.contract.artefact.Sha256;
import dev.atelier.contract.jobs.JobIds;
import dev.atelier.contract.messages.CatalogueEvent;
import dev.atelier.contract.messages.CatalogueEvent.Cancelled;
import dev.atelier.contract.messages.CatalogueEvent.Completed;
import dev.atelier.contract.messages.CatalogueEvent.Failed;
import dev.atelier.contract.messages.CatalogueEvent.Listed;
import dev.atelier.contract.messages.CatalogueEvent.ShardFailed;
import dev.atelier.contract.messages.CatalogueEvent.ShardStored;
import dev.atelier.contract.messages.CatalogueRequest;
import dev.atelier.contract.messages.MessageCodec;
import dev.atelier.contract.messages.Topic;
import dev.atelier.contract.objects.ObjectKeys;
import dev.atelier.contract.testing.TroubledStore;
import dev.atelier.gateway.testing.Api;
import dev.atelier.gateway.testing.GatewayProcess;
import dev.atelier.gateway.testing.Installation;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class CataloguesIT {
    private static final String PATH = "/v1/catalogues";
    private static final String OUTFITS = PATH + "?model=outfits";
    private static final String TABLE = "id,category,fabric\na-1,Shirts,denim;lace\na-2,Dresses,\na-3,Dresses,silk\n";
    private static final int V = CatalogueEvent.VERSION;
    private static final int MANY = 150_000;
    /** More than one part of an upload to the store, and more than 9 MiB. */
    private static final String LARGE = "id,category\n"
            + IntStream.range(0, MANY)
                    .mapToObj(i -> "an-item-whose-name-is-so-long-that-few-make-a-large-file-" + i + ",Shirts\n")
                    .collect(Collectors.joining());

    private final Installation installation = Installation.shared();
    private final Api api = Installation.sharedGateway().api();
    private final MessageCodec codec = new MessageCodec("/test");
    private final String key = UUID.randomUUID().toString();

    private HttpResponse<String> upload(Api to, String path, String type, String body, String... headers) {
        return to.send(to.request(path, headers)
                .header("Content-Type", type)
                .POST(BodyPublishers.ofString(body))
                .build());
    }

    private HttpResponse<String> upload(String query, String table, String... headers) {
        return upload(api, OUTFITS + query, "text/csv", table, headers);
    }

    private static JsonNode accepted(HttpResponse<String> response) {
        assertThat(response.statusCode()).as(response.body()).isEqualTo(202);
        return json(response);
    }

    private static JsonNode refused(HttpResponse<String> response, String type) {
        assertThat(response.statusCode()).as(response.body()).isGreaterThanOrEqualTo(400);
        assertThat(json(response).get("type").textValue()).isEqualTo("/problems/" + type);
        return json(response);
    }

    private String newBatch(String query) {
        return accepted(upload(query, TABLE)).get("id").textValue();
    }

    private JsonNode batch(String id) {
        return json(api.get(PATH + "/" + id));
    }

    private CatalogueRequest request(String id) {
        var records = installation.log().read(Topic.GENERATION_CATALOGUES, id);
        assertThat(records).isNotEmpty();
        return MessageCodec.readCatalogueRequest(records.get(0).value());
    }

    private List<String> objects(String id) {
        return installation.store().list("batches/default/" + id + "/");
    }

    private void say(CatalogueEvent event) {
        installation.log().write(codec.write(event));
    }

    private void store(String id, int shard, int images) {
        say(new ShardStored(V, id, Instant.now(), shard, "k", "s", 100, "i", "t", images, "w"));
    }

    private void awaitState(String id, String state) {
        await(state).until(() -> batch(id).get("state").textValue().equals(state));
    }

    @Test
    void aTableBecomesABatchAndLiesInTheStore() {
        HttpResponse<String> response = upload("&shardSize=2&seed=7", TABLE);
        JsonNode body = accepted(response);
        String id = body.get("id").textValue();
        assertThat(response.headers().firstValue("Location")).contains(PATH + "/" + id);
        assertThat(body.get("items").intValue()).isEqualTo(3);
        assertThat(body.get("shards").get("total").intValue()).isEqualTo(2);
        assertThat(body.get("state").textValue()).isEqualTo("accepted");

        CatalogueRequest request = request(id);
        assertThat(request.version()).isEqualTo("2026-01");
        assertThat(request.seed()).isEqualTo(7);
        byte[] source = installation.store().get(request.source().key());
        assertThat(new String(source, StandardCharsets.UTF_8)).isEqualTo(TABLE);
        assertThat(request.source().sha256()).isEqualTo(Sha256.of(source));
        assertThat(objects(id)).containsExactly(request.source().key());
        // Whatever comes in the meantime, and however long it is paused.
        assertThat(installation.store().stat(ObjectKeys.versionInUse(request.model(), request.version())))
                .isPresent();
    }

    @Test
    void aFileOfJsonLinesBecomesABatch() {
        String lines = "{\"category\": \"Shirts\", \"fabric\": [\"lace\"]}\n{\"category\": \"Dresses\", \"seed\": 3}\n";
        JsonNode body = accepted(upload(api, OUTFITS, "application/x-ndjson", lines));
        assertThat(body.get("items").intValue()).isEqualTo(2);
    }

    @Test
    void axesAreMultiplied() {
        String order = "{\"model\": \"products\", \"axes\": {\"type\": \"*\", \"colour\": \"*\"},"
                + " \"attributes\": {\"season\": \"Summer\"}, \"seeds\": 4}";
        // White bags cannot be made.
        assertThat(accepted(api.post(PATH, order)).get("items").intValue()).isEqualTo(5 * 4);
        JsonNode wrong = refused(api.post(PATH, order.replace("\"Summer\"", "\"Sumer\"")), "invalid-catalogue");
        assertThat(wrong.at("/errors/0/closest/0").textValue()).isEqualTo("Summer");
        assertThat(wrong.at("/errors/0/pointer").textValue()).isEqualTo("/season");
    }

    @Test
    void anObjectInTheStoreBecomesABatch() {
        String object = "uploads/default/" + key + ".csv";
        installation.store().put(object, TABLE.getBytes(StandardCharsets.UTF_8), "text/csv", Map.of());
        String order = "{\"model\": \"outfits\", \"object\": {\"key\": \"" + object + "\", \"format\": \"csv\"}}";
        String id = accepted(api.post(PATH, order)).get("id").textValue();
        assertThat(request(id).source().key()).isEqualTo(object);
        refused(api.post(PATH, order.replace(key, "no-such")), "invalid-request");
        JsonNode outside = refused(api.post(PATH, order.replace("uploads/default", "models")), "invalid-request");
        assertThat(outside.at("/errors/0/pointer").textValue()).isEqualTo("/object/key");
    }

    @Test
    void aBodyNeedsAxesOrAnObject() {
        refused(api.post(PATH, "{\"model\": \"outfits\"}"), "invalid-request");
        refused(api.post(PATH, "{\"model\": \"outfit\", \"axes\": {\"category\": \"*\"}}"), "unknown-model");
    }

    @Test
    void wrongLinesRefuseTheWholeFileAndNothingIsLeft() {
        String table = "category,fabric\nShirts,denim\nShirt,denim\nShirts,denm\n\"Shirts,lace\n";
        JsonNode problem = refused(upload("", table, "Idempotency-Key", key), "invalid-catalogue");
        assertThat(problem.get("detail").textValue()).startsWith("3 of 4 lines");
        assertThat(problem.at("/errors/0/pointer").textValue()).isEqualTo("/lines/3/category");
        assertThat(problem.at("/errors/0/closest/0").textValue()).isEqualTo("Shirts");
        assertThat(problem.at("/errors/1/pointer").textValue()).isEqualTo("/lines/4/fabric");
        assertThat(problem.at("/errors/2/message").textValue())
                .startsWith("Line 5: ")
                .contains("quotes");

        String id = JobIds.ofBatch("default", key);
        assertThat(objects(id)).isEmpty();
        assertThat(installation.log().read(Topic.GENERATION_CATALOGUES, id)).isEmpty();
        assertThat(api.get(PATH + "/" + id).statusCode()).isEqualTo(404);
    }

    @Test
    void wrongLinesMayBeLeftOutAndAllOfThemCanBeRead() {
        String table = "category\n"
                + IntStream.range(0, 250)
                        .mapToObj(i -> i % 2 == 0 ? "Shirts" : "Shirt-" + i)
                        .collect(Collectors.joining("\n"));
        JsonNode body = accepted(upload("&onInvalid=skip", table));
        assertThat(body.get("items").intValue()).isEqualTo(125);
        assertThat(body.get("skipped").intValue()).isEqualTo(125);
        assertThat(body.get("badLines")).hasSize(100);
        assertThat(body.at("/badLines/0/line").intValue()).isEqualTo(3);

        String lines = api.get(body.at("/links/badLines").textValue()).body();
        assertThat(lines.lines()).hasSize(125).allMatch(line -> line.contains("\"closest\":[\"Shirts\""));
        assertThat(batch(body.get("id").textValue()).has("badLines")).isFalse();
    }

    @Test
    void aFileWithoutARightLineIsRefusedEvenIfWrongOnesMayBeLeftOut() {
        refused(upload("&onInvalid=skip", "category\nShirt\n"), "invalid-catalogue");
        JsonNode empty = refused(upload("&onInvalid=skip", "category\n"), "invalid-catalogue");
        assertThat(empty.get("detail").textValue()).isEqualTo("The catalogue says no items.");
    }

    /** Where the answer is known before the file has come. */
    @Test
    void aLargeFileIsRefusedLikeASmallOne() {
        refused(upload(api, PATH + "?model=outfit", "text/csv", LARGE), "unknown-model");
    }

    @Test
    void aHeaderThatNamesNoAttributeIsRefusedWithTheClosest() {
        JsonNode problem = refused(upload("&onInvalid=skip", "categori\nShirts\n"), "invalid-catalogue");
        assertThat(problem.get("detail").textValue()).contains("no header");
        JsonNode one = refused(upload("", "category,fabrik\nShirts,lace\n"), "invalid-catalogue");
        assertThat(one.at("/errors/0/pointer").textValue()).isEqualTo("/fabrik");
        assertThat(one.at("/errors/0/closest/0").textValue()).isEqualTo("fabric");
    }

    @Test
    void wrongParametersAreToldAllAtOnce() {
        JsonNode problem = refused(
                upload(api, PATH + "?modl=outfits&shardSize=0&onInvalid=no", "text/csv", TABLE), "invalid-request");
        assertThat(problem.get("errors").findValuesAsText("pointer"))
                .contains("/modl", "/model", "/shardSize", "/onInvalid");
    }

    @Test
    void theSameKeyAndFileAreTheSameBatchAndAnotherFileIsRefused() {
        String first =
                accepted(upload("", TABLE, "Idempotency-Key", key)).get("id").textValue();
        assertThat(accepted(upload("", TABLE, "Idempotency-Key", key)).get("id").textValue())
                .isEqualTo(first);
        refused(upload("", TABLE + "a-4,Shirts,\n", "Idempotency-Key", key), "idempotency-key-reused");
        refused(upload("&seed=3", TABLE, "Idempotency-Key", key), "idempotency-key-reused");
        assertThat(objects(first)).containsExactly(request(first).source().key());
    }

    @Test
    void twoUploadsAtTheSameMomentAreOneBatch() {
        List<CompletableFuture<String>> answers = IntStream.range(0, 8)
                .mapToObj(i -> CompletableFuture.supplyAsync(() -> accepted(upload("", TABLE, "Idempotency-Key", key))
                        .get("id")
                        .textValue()))
                .toList();
        assertThat(answers.stream().map(CompletableFuture::join).distinct()).hasSize(1);
        String id = answers.get(0).join();
        assertThat(objects(id)).containsExactly(request(id).source().key());
    }

    @Test
    void anUploadThatBreaksOffHalfwayLeavesNothing() throws IOException {
        double before = problems("bad-request");
        try (Socket socket = new Socket(api.root().getHost(), api.root().getPort())) {
            String head =
                    "POST " + OUTFITS + " HTTP/1.1\r\nHost: localhost\r\nContent-Type: text/csv\r\nIdempotency-Key: "
                            + key + "\r\nContent-Length: 100000000\r\n\r\n";
            socket.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));
            socket.getOutputStream().write(LARGE.getBytes(StandardCharsets.US_ASCII));
            socket.getOutputStream().flush();
        }
        await().until(() -> problems("bad-request") > before);
        String id = JobIds.ofBatch("default", key);
        assertThat(objects(id)).isEmpty();
        assertThat(api.get(PATH + "/" + id).statusCode()).isEqualTo(404);
    }

    private double problems(String type) {
        return api.get("/q/metrics")
                .body()
                .lines()
                .filter(line -> line.startsWith("atelier_problems_total") && line.contains("\"" + type + "\""))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
                .sum();
    }

    @Test
    void aFileThatIsLargerThanOnePartOfTheStoreArrivesWhole() {
        String id = accepted(upload("", LARGE)).get("id").textValue();
        byte[] stored = installation.store().get(request(id).source().key());
        assertThat(stored.length).isGreaterThan(8 * 1024 * 1024);
        assertThat(Sha256.of(stored)).isEqualTo(Sha256.of(LARGE.getBytes(StandardCharsets.UTF_8)));
        assertThat(request(id).items()).isEqualTo(MANY);
    }

    @Test
    void theProgressOfABatchIsTheFoldOfItsEvents() {
        String id = newBatch("&shardSize=1");
        say(new Listed(V, id, Instant.now(), 3));
        store(id, 0, 1);
        say(new ShardFailed(V, id, Instant.now(), 1, "invalid-model", "the version is gone"));
        store(id, 2, 1);
        awaitState(id, "incomplete");
        JsonNode body = batch(id);
        assertThat(body.get("images").intValue()).isEqualTo(2);
        assertThat(body.at("/failures/0/reason").textValue()).isEqualTo("the version is gone");
        assertThat(json(api.post(PATH + "/" + id + "/retry?by=ann", ""))
                        .get("state")
                        .textValue())
                .isEqualTo("running");
        refused(api.post(PATH + "/" + id + "/retry", ""), "nothing-to-retry");
        assertThat(json(api.get(PATH + "?limit=500")).get("catalogues").findValuesAsText("id"))
                .contains(id);
    }

    @Test
    void aBatchIsPausedResumedAndCancelled() {
        String id = newBatch("");
        String url = PATH + "/" + id;
        assertThat(json(api.post(url + "/pause?by=ann", "")).get("state").textValue())
                .isEqualTo("paused");
        assertThat(json(api.post(url + "/pause", "")).get("state").textValue()).isEqualTo("paused");
        assertThat(json(api.post(url + "/resume", "")).get("state").textValue()).isEqualTo("accepted");
        JsonNode cancelled = json(api.post(url + "/cancel?by=ann", ""));
        assertThat(cancelled.get("state").textValue()).isEqualTo("cancelled");
        assertThat(cancelled.get("by").textValue()).isEqualTo("ann");
        assertThat(api.post(url + "/cancel", "").statusCode()).isEqualTo(200);
        for (String order : List.of("pause", "resume", "retry")) {
            refused(api.post(url + "/" + order, ""), "catalogue-ended");
        }
        refused(api.post(PATH + "/" + UUID.randomUUID() + "/pause", ""), "unknown-catalogue");
    }

    @Test
    void aCompletedBatchHasAManifestAndShardsByLink() {
        String id = newBatch("");
        refused(api.get(PATH + "/" + id + "/manifest"), "catalogue-not-completed");
        refused(api.get(PATH + "/" + id + "/shards/0.tar"), "unknown-shard");
        byte[] tar = {1, 2, 3};
        String manifest = ObjectKeys.batchFile("default", id, "manifest.jsonl");
        installation.store().put(ObjectKeys.shard("default", id, 0), tar, "application/x-tar", Map.of());
        installation.store().put(manifest, new byte[] {'x'}, "application/x-ndjson", Map.of());
        store(id, 0, 3);
        say(new Completed(V, id, Instant.now(), manifest, "ab", 1, 3));
        awaitState(id, "completed");

        assertThat(linked(PATH + "/" + id + "/shards/0.tar")).isEqualTo(tar);
        assertThat(linked(PATH + "/" + id + "/manifest")).isEqualTo(new byte[] {'x'});
        assertThat(batch(id).at("/manifest/sha256").textValue()).isEqualTo("ab");
    }

    /** What a client gets that follows the link. */
    private byte[] linked(String path) {
        HttpResponse<String> response = api.get(path);
        assertThat(response.statusCode()).isEqualTo(307);
        String link = response.headers().firstValue("Location").orElseThrow();
        try (InputStream in = URI.create(link).toURL().openStream()) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void aBatchIsFollowedToItsEnd() {
        String id = newBatch("");
        CompletableFuture<List<String>> lines = CompletableFuture.supplyAsync(() -> {
            try (Stream<String> stream = api.stream(PATH + "/" + id + "/events").body()) {
                return stream.filter(line -> line.startsWith("event:") || line.startsWith("id:"))
                        .toList();
            }
        });
        say(new Listed(V, id, Instant.now(), 1));
        say(new Failed(V, id, Instant.now(), "source-gone", "for the test"));
        List<String> seen = lines.orTimeout(180, TimeUnit.SECONDS).join();
        assertThat(seen).last().isIn("event:failed", "id:2");
        assertThat(seen).contains("event:failed", "id:2");
        assertThat(api.get(PATH + "/" + id + "/events", "Last-Event-ID", "2").statusCode())
                .isEqualTo(204);
        assertThat(batch(id).get("reason").textValue()).contains("source-gone");
    }

    /** Far more than the buffers of both ends of the connection hold. */
    @Test
    void forAClientThatDoesNotReadNothingIsKeptAndWhenItReadsAgainItGetsTheNewestState() throws IOException {
        int shards = 1_000;
        String id = accepted(upload("&shardSize=1", "category\n" + "Shirts\n".repeat(shards)))
                .get("id")
                .textValue();
        for (int failed = 0; failed < 100; failed++) {
            say(new ShardFailed(V, id, Instant.now(), failed, "invalid-model", "for the test ".repeat(100)));
        }
        await().until(() -> batch(id).at("/shards/failed").intValue() == 100);
        try (Socket client = new Socket()) {
            client.setReceiveBufferSize(4_096);
            client.connect(
                    new InetSocketAddress(api.root().getHost(), api.root().getPort()));
            String head = "GET " + PATH + "/" + id + "/events HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n";
            client.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));
            client.getOutputStream().flush();
            assertThat(client.getInputStream().read()).isEqualTo('H');

            for (int listed = 1; listed <= shards; listed++) {
                say(new Listed(V, id, Instant.now(), listed));
            }
            say(new Cancelled(V, id, Instant.now(), "ann"));
            awaitState(id, "cancelled");

            List<String> lines = new String(client.getInputStream().readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .toList();
            assertThat(lines.stream().filter(line -> line.startsWith("id:")))
                    .hasSizeLessThan(shards * 4 / 5)
                    .last()
                    .isEqualTo("id:" + (100 + shards + 1));
            assertThat(lines).contains("event:cancelled");
        }
    }

    /** The other gateway, which told it of the last event, may have read the log before this one. */
    @Test
    void whoHasSeenMoreOfABatchThanThisGatewayHasReadGetsNothingTwice() {
        for (int i = 0; i < 20; i++) {
            String id = newBatch("");
            say(new Listed(V, id, Instant.now(), 1));
            say(new Failed(V, id, Instant.now(), "source-gone", "for the test"));
            assertThat(api.get(PATH + "/" + id + "/events", "Last-Event-ID", "2")
                            .statusCode())
                    .isEqualTo(204);
        }
    }

    @Test
    void aGatewayThatIsKilledInTheMiddleOfAnUploadLeavesNoBatchAndTheOthersGoOn() throws IOException {
        String done;
        try (GatewayProcess other = installation.gateway(Map.of("ATELIER_UPLOAD_LIMIT", "9M"))) {
            done = accepted(upload(other.api(), OUTFITS, "text/csv", TABLE))
                    .get("id")
                    .textValue();
            assertThat(batch(done).get("items").intValue())
                    .as("asked of another gateway at once")
                    .isEqualTo(3);
            assertTooLarge(other.api());
            try (Socket socket =
                    new Socket(other.api().root().getHost(), other.api().root().getPort())) {
                String head = "POST " + OUTFITS
                        + " HTTP/1.1\r\nHost: localhost\r\nContent-Type: text/csv\r\nIdempotency-Key: " + key
                        + "\r\nContent-Length: 9000000\r\n\r\n";
                socket.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));
                socket.getOutputStream().write(LARGE.getBytes(StandardCharsets.US_ASCII), 0, 8_750_000);
                socket.getOutputStream().flush();
                other.close();
            }
        }
        String id = JobIds.ofBatch("default", key);
        assertThat(objects(id)).isEmpty();
        assertThat(api.get(PATH + "/" + id).statusCode()).isEqualTo(404);
        assertThat(batch(done).get("items").intValue()).isEqualTo(3);
        // The client tries again, with the same key.
        assertThat(accepted(upload("", TABLE, "Idempotency-Key", key)).get("id").textValue())
                .isEqualTo(id);
    }

    private void assertTooLarge(Api small) {
        refused(upload(small, OUTFITS, "text/csv", LARGE), "body-too-large");
        byte[] bytes = LARGE.getBytes(StandardCharsets.US_ASCII);
        HttpResponse<String> undeclared = small.send(small.request(OUTFITS)
                .header("Content-Type", "text/csv")
                .POST(BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(bytes)))
                .build());
        refused(undeclared, "body-too-large");
    }

    @Test
    void aFullStoreIsToldAndLeavesNothingAndTheSameUploadSucceedsOnceThereIsRoom() {
        try (TroubledStore troubled = new TroubledStore(installation.servers().s3());
                GatewayProcess gateway = installation.gateway(
                        Map.of("ATELIER_STORE_ENDPOINT", troubled.address().toString()))) {
            for (String table : List.of(TABLE, LARGE)) {
                troubled.fill();
                HttpResponse<String> response =
                        upload(gateway.api(), OUTFITS, "text/csv", table, "Idempotency-Key", key + table.length());
                assertThat(response.statusCode()).as(response.body()).isEqualTo(507);
                assertThat(response.headers().firstValue("Content-Type")).contains("application/problem+json");
                assertThat(refused(response, "store-full").get("detail").textValue())
                        .contains("no room");
                String id = JobIds.ofBatch("default", key + table.length());
                assertThat(gateway.api().get(PATH + "/" + id).statusCode()).isEqualTo(404);
                assertThat(objects(id)).isEmpty();

                troubled.makeRoom();
                accepted(upload(gateway.api(), OUTFITS, "text/csv", table, "Idempotency-Key", key + table.length()));
            }
        }
    }
}
