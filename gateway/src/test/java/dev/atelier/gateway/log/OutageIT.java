package dev.atelier.gateway.log;

import static dev.atelier.gateway.testing.Api.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.atelier.contract.messages.Message;
import dev.atelier.contract.messages.Topic;
import dev.atelier.gateway.testing.Api;
import dev.atelier.gateway.testing.GatewayProcess;
import dev.atelier.gateway.testing.Installation;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Iterator;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Broker, store and gateway are taken down, one at a time. */
class OutageIT {
    private static Installation installation;
    private static GatewayProcess gateway;
    private static Api api;

    @BeforeAll
    static void start() {
        installation = Installation.toTakeDown();
        gateway = installation.gateway(Map.of());
        api = gateway.api();
    }

    @AfterAll
    static void stop() {
        gateway.close();
        installation.close();
    }

    private static void awaitStatus(Api api, String id, String status) {
        await().until(() -> api.job(id).path("status").asText().equals(status));
    }

    @Test
    void whileTheBrokerIsAwayAnOrderIsRefusedWithRetryAfterAndAfterwardsAccepted() {
        String before = api.newJob(1);
        installation.servers().killBroker();
        HttpResponse<String> first = api.once().order(1);
        await().until(() -> api.get("/q/health/ready").statusCode() == 503);
        HttpResponse<String> later = api.once().order(1);
        assertThat(first.statusCode()).isEqualTo(503);
        assertThat(later.statusCode()).isEqualTo(503);
        assertThat(json(first).get("type").textValue()).isEqualTo("/problems/log-unavailable");
        assertThat(first.headers().firstValue("Retry-After")).isPresent();
        assertThat(api.job(before).get("status").textValue()).isEqualTo("queued");
        installation.servers().restartBroker();
        assertThat(api.order(1).statusCode()).isEqualTo(202);
        installation.worker().complete(before, 1);
        awaitStatus(api, before, "completed");
    }

    @Test
    void whileTheStoreIsAwayOrdersAreAcceptedAndPicturesAreRefusedWithRetryAfter() {
        String id = api.newJob(1);
        byte[] png = installation.worker().store(id, 0);
        awaitStatus(api, id, "running");
        installation.servers().killStore();
        HttpResponse<String> picture = api.get("/v1/generations/" + id + "/images/0.png");
        assertThat(picture.statusCode()).isEqualTo(503);
        assertThat(json(picture).get("type").textValue()).isEqualTo("/problems/store-unavailable");
        assertThat(picture.headers().firstValue("Retry-After")).isPresent();
        assertThat(api.order(1).statusCode()).isEqualTo(202);
        await().until(() -> api.get("/q/health/ready").body().contains("\"store\": \"unreachable\""));
        assertThat(api.get("/q/health/ready").statusCode()).isEqualTo(200);
        installation.servers().restartStore();
        String path = "/v1/generations/" + id + "/images/0.png";
        await().until(() -> api.get(path).statusCode() == 200);
        assertThat(api.bytes(path)).isEqualTo(png);
    }

    @Test
    void anotherGatewayShowsTheSameJobsAfterReadingTheLog() {
        String id = api.newJob(2);
        installation.worker().fulfil(id, 2);
        awaitStatus(api, id, "completed");
        JsonNode here = api.job(id);
        try (GatewayProcess restarted = installation.gateway(Map.of())) {
            JsonNode there = restarted.api().job(id);
            assertThat(there.get("status")).isEqualTo(here.get("status"));
            assertThat(there.findValuesAsText("sha256")).isEqualTo(here.findValuesAsText("sha256"));
            assertThat(there.get("endedAt")).isEqualTo(here.get("endedAt"));
        }
    }

    @Test
    void aGatewayWithoutABrokerListensAndSaysThatItIsStarting() {
        URI nowhere = URI.create("http://127.0.0.1:1");
        try (GatewayProcess alone = GatewayProcess.start("127.0.0.1:1", nowhere, Map.of())) {
            assertThat(alone.api().get("/q/health/live").statusCode()).isEqualTo(200);
            assertThat(alone.api().get("/q/health/ready").statusCode()).isEqualTo(503);
            HttpResponse<String> response = alone.api().order(1);
            assertThat(response.statusCode()).isEqualTo(503);
            assertThat(json(response).get("type").textValue()).isEqualTo("/problems/starting");
            assertThat(response.headers().firstValue("Retry-After")).isPresent();
        }
    }

    @Test
    void recordsThatCannotBeReadAreSkippedAndTheRestIsRead() {
        for (String topic : new String[] {Topic.GENERATION_EVENTS, Topic.GENERATION_INTERACTIVE, Topic.MODEL_CHANGES}) {
            installation
                    .log()
                    .write(new Message(topic, "k", Map.of(), "random bytes".getBytes(StandardCharsets.UTF_8)));
            installation
                    .log()
                    .write(new Message(
                            topic, "k", Map.of(), "{\"schemaVersion\": 99}".getBytes(StandardCharsets.UTF_8)));
        }
        String id = api.newJob(1);
        installation.worker().fulfil(id, 1);
        awaitStatus(api, id, "completed");
        await().until(() -> gateway.log().contains("Skipped a record that cannot be read: topic generation.events"));
    }

    @Test
    void aJobThatNoWorkerBeginsExpires() {
        try (GatewayProcess impatient = installation.gateway(Map.of("ATELIER_INTERACTIVE_EXPIRY", "1s"))) {
            String id = impatient.api().newJob(1);
            awaitStatus(impatient.api(), id, "expired");
            assertThat(impatient.api().job(id).hasNonNull("endedAt")).isTrue();
        }
    }

    @Test
    void whereTooMuchWaitsAnOrderIsRefusedWithRetryAfter() {
        try (GatewayProcess small = installation.gateway(Map.of("ATELIER_QUEUE_LIMIT", "1"))) {
            HttpResponse<String> response = small.api().order(64);
            assertThat(response.statusCode()).isEqualTo(503);
            assertThat(json(response).get("type").textValue()).isEqualTo("/problems/queue-full");
            assertThat(response.headers().firstValue("Retry-After")).isPresent();
        }
    }

    @Test
    void aJobThatIsOverForLongerThanTheRetentionIsForgotten() {
        try (GatewayProcess forgetful = installation.gateway(Map.of("ATELIER_JOB_RETENTION", "1s"))) {
            String id = forgetful.api().newJob(1);
            installation.worker().fulfil(id, 1);
            await().until(() -> forgetful.api().get("/v1/generations/" + id).statusCode() == 404);
        }
    }

    @Test
    void onTerminationStreamsAreEndedAndTheProcessLeaves() {
        GatewayProcess leaving = installation.gateway(Map.of());
        String id = leaving.api().newJob(1);
        HttpResponse<Stream<String>> stream = leaving.api().stream("/v1/generations/" + id + "/events");
        Iterator<String> lines = stream.body().iterator();
        assertThat(lines.next()).startsWith("id:");
        assertThat(leaving.terminate()).isEqualTo(143);
        lines.forEachRemaining(line -> assertThat(line).doesNotContain("expired"));
    }

    @Test
    void itEndsWithTheProcessThatItBelongsTo() throws Exception {
        Process parent = new ProcessBuilder("sleep", "600").start();
        Map<String, String> settings = Map.of("ATELIER_PARENT_PID", Long.toString(parent.pid()));
        try (GatewayProcess child = GatewayProcess.start(installation.servers(), settings)) {
            assertThat(child.isAlive()).isTrue();
            parent.destroyForcibly();
            await().until(() -> !child.isAlive());
        }
    }
}
