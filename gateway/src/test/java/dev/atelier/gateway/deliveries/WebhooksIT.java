package dev.atelier.gateway.deliveries;

import static dev.atelier.gateway.testing.Api.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.atelier.contract.jobs.JobIds;
import dev.atelier.contract.json.Json;
import dev.atelier.contract.messages.MessageCodec;
import dev.atelier.contract.messages.Topic;
import dev.atelier.contract.messages.WebhookAttempt;
import dev.atelier.gateway.testing.Api;
import dev.atelier.gateway.testing.GatewayProcess;
import dev.atelier.gateway.testing.Installation;
import dev.atelier.gateway.webhooks.Receiver;
import dev.atelier.gateway.webhooks.Receiver.Received;
import dev.atelier.gateway.webhooks.Secret;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Two gateways that share the calling of webhooks, on a broker of their own. */
class WebhooksIT {
    private static final String SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
    private static final Map<String, String> SETTINGS = Map.of(
            "ATELIER_WEBHOOKS_ALLOW_HTTP", "true",
            "ATELIER_WEBHOOKS_ALLOW_PRIVATE_ADDRESSES", "true",
            "ATELIER_WEBHOOKS_FIRST_RETRY", "100ms",
            "ATELIER_WEBHOOKS_ATTEMPTS", "3",
            "ATELIER_TENANTS__DEFAULT__WEBHOOK_SECRET", SECRET);

    private static final Receiver RECEIVER = new Receiver();
    private static Installation installation;
    private static final List<GatewayProcess> GATEWAYS = new ArrayList<>();

    @BeforeAll
    static void start() {
        installation = Installation.ofItsOwn();
        GATEWAYS.add(installation.gateway(SETTINGS));
        GATEWAYS.add(installation.gateway(SETTINGS));
    }

    @AfterAll
    static void stop() {
        GATEWAYS.forEach(GatewayProcess::close);
        installation.close();
        RECEIVER.close();
    }

    private static Api api() {
        return GATEWAYS.get(0).api();
    }

    private static String order(String path) {
        return "{\"model\": \"fashion\", \"attributes\": {\"category\": \"Dress\"}, \"count\": 2, \"webhook\": {\"url\": \""
                + RECEIVER.url(path) + "\"}}";
    }

    private static String newJob(String path) {
        HttpResponse<String> response = api().post("/v1/generations", order(path));
        assertThat(response.statusCode()).as(response.body()).isEqualTo(202);
        return json(response).get("id").textValue();
    }

    private static List<Received> calls(String path, int atLeast) {
        await().until(() -> RECEIVER.calls(path).size() >= atLeast);
        return RECEIVER.calls(path);
    }

    @Test
    void atTheEndOfAJobTheReceiverGetsIt() throws Exception {
        String id = newJob("/completed");
        installation.worker().fulfil(id, 2);
        Received call = calls("/completed", 1).get(0);
        assertThat(call.id()).isEqualTo("msg_" + id);
        assertThat(call.signature()).isEqualTo(Secret.parse(SECRET).sign(call.id(), call.timestamp(), call.body()));
        var body = Json.mapper().readTree(call.body());
        assertThat(body.get("type").textValue()).isEqualTo("generation.completed");
        assertThat(body.get("data").get("id").textValue()).isEqualTo(id);
        assertThat(body.get("data").get("status").textValue()).isEqualTo("completed");
        assertThat(body.get("data").get("images")).hasSize(2);
        assertThat(body.get("timestamp")).isEqualTo(body.get("data").get("endedAt"));
    }

    @Test
    void aCallThatFailedIsMadeAgainWithTheSameIdAndBody() {
        RECEIVER.answer("/again", 503, 500);
        String id = newJob("/again");
        installation.worker().fail(id, "invalid-model", "The weights were altered.");
        List<Received> calls = calls("/again", 3);
        assertThat(calls.stream().map(Received::id).distinct()).containsExactly("msg_" + id);
        assertThat(calls.stream().map(Received::body).distinct())
                .singleElement()
                .satisfies(
                        body -> assertThat(body).contains("generation.failed").contains("The weights were altered."));
    }

    @Test
    void whatFailsEveryTimeBecomesADeadLetterThatCanBeReplayed() {
        RECEIVER.alwaysAnswer("/never", 302);
        String id = newJob("/never");
        installation.worker().complete(id, 2);
        await().until(() ->
                !installation.log().read(Topic.GENERATION_DEAD_LETTERS, id).isEmpty());
        var letter = installation.log().read(Topic.GENERATION_DEAD_LETTERS, id).get(0);
        assertThat(new String(letter.headers().lastHeader("dead-letter-reason").value(), StandardCharsets.UTF_8))
                .contains("answered 302")
                .contains("last of 3 attempts");
        int before = calls("/never", 3).size();
        WebhookAttempt attempt = MessageCodec.readWebhookAttempt(letter.value());
        installation.log().write(new MessageCodec("/operator").write(attempt));
        assertThat(calls("/never", before + 1)).allMatch(call -> call.id().equals("msg_" + id));
    }

    @Test
    void whatAKilledGatewayLeavesBehindIsTakenUpByAnother() {
        RECEIVER.answer("/killed", 503);
        String first = newJob("/killed");
        String second = newJob("/killed");
        installation.worker().complete(first, 2);
        calls("/killed", 1);
        Instant due = Instant.now().plusSeconds(5);
        List<String> waiting =
                IntStream.range(0, 20).mapToObj(i -> JobIds.random()).toList();
        waiting.forEach(job -> attempt(job, "/waiting", "of " + job, 2, due));
        GATEWAYS.remove(0).close();
        installation.worker().complete(second, 2);
        await().untilAsserted(
                        () -> assertThat(RECEIVER.calls("/killed").stream().map(Received::id))
                                .contains("msg_" + first, "msg_" + second));
        waiting.forEach(job -> await().until(() -> RECEIVER.calls("/waiting").stream()
                .anyMatch(call -> call.id().equals("msg_" + job) && call.body().equals("of " + job))));
        assertThat(RECEIVER.calls("/waiting")).allMatch(call -> call.timestamp() >= due.getEpochSecond());
        GATEWAYS.add(installation.gateway(SETTINGS));
    }

    /** So it is read by a gateway that takes over where another attempt, earlier in the log, still waits. */
    @Test
    void anAttemptThatHasALaterOneIsNotMadeOnceMore() {
        String job = JobIds.random();
        Instant now = Instant.now();
        attempt(job, "third", 3, now.plusSeconds(2));
        attempt(job, "second", 2, now);
        assertThat(calls("/later", 1)).extracting(Received::body).containsOnly("third");
    }

    private static void attempt(String job, String body, int number, Instant notBefore) {
        attempt(job, "/later", body, number, notBefore);
    }

    private static void attempt(String job, String path, String body, int number, Instant notBefore) {
        installation
                .log()
                .write(new MessageCodec("/other")
                        .write(new WebhookAttempt(
                                WebhookAttempt.VERSION, job, "default", RECEIVER.url(path), body, number, notBefore)));
    }

    /** As those of a receiver that is dead for hours; more than both gateways have under way at one time. */
    @Test
    void thousandsOfAttemptsThatAreDueLaterKeepNobodyWaiting() {
        Instant later = Instant.now().plusSeconds(3_600);
        for (int i = 0; i < 3_000; i++) {
            attempt(JobIds.random(), "/dead", "later", 2, later);
        }
        String job = JobIds.random();
        attempt(job, "/behind", "now", 2, Instant.now());
        assertThat(calls("/behind", 1)).extracting(Received::id).containsOnly("msg_" + job);
        assertThat(RECEIVER.calls("/dead")).isEmpty();
    }

    @Test
    void aSecondEndOfAJobIsNotTold() {
        String id = newJob("/once");
        installation.worker().complete(id, 2);
        calls("/once", 1);
        installation.worker().fail(id, "late", "too late");
        String next = newJob("/once");
        installation.worker().complete(next, 2);
        await().until(() ->
                RECEIVER.calls("/once").stream().anyMatch(call -> call.id().equals("msg_" + next)));
        assertThat(RECEIVER.calls("/once").stream().filter(call -> call.id().equals("msg_" + id)))
                .allMatch(call -> call.body().contains("generation.completed"));
    }

    @Test
    void aWebhookIsPartOfWhatAnIdempotencyKeyStandsFor() {
        String key = "webhook-" + System.nanoTime();
        assertThat(api().post("/v1/generations", order("/a"), "Idempotency-Key", key)
                        .statusCode())
                .isEqualTo(202);
        assertThat(api().post("/v1/generations", order("/b"), "Idempotency-Key", key)
                        .statusCode())
                .isEqualTo(422);
    }
}
