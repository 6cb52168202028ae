package dev.atelier.gateway.deadletters;

import static dev.atelier.gateway.testing.Api.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.atelier.contract.messages.Message;
import dev.atelier.contract.messages.MessageCodec;
import dev.atelier.contract.messages.Topic;
import dev.atelier.gateway.testing.Api;
import dev.atelier.gateway.testing.GatewayProcess;
import dev.atelier.gateway.testing.Installation;
import dev.atelier.gateway.webhooks.Receiver;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.StreamSupport;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What could not be handled is seen, replayed, and handled. */
class DeadLettersIT {
    private static final String PATH = "/v1/dead-letters";
    private static final String INTERACTIVE = Topic.GENERATION_INTERACTIVE;
    private static final Map<String, String> SETTINGS = Map.of(
            "ATELIER_WEBHOOKS_ALLOW_HTTP", "true",
            "ATELIER_WEBHOOKS_ALLOW_PRIVATE_ADDRESSES", "true",
            "ATELIER_WEBHOOKS_ATTEMPTS", "1",
            "ATELIER_TENANTS__DEFAULT__WEBHOOK_SECRET", "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw");

    private static final Receiver RECEIVER = new Receiver();
    /** With one gateway, so that no other with settings of its own calls the webhook. */
    private static final Installation INSTALLATION = Installation.ofItsOwn();

    private static GatewayProcess gateway;

    private final MessageCodec codec = new MessageCodec("/test");
    private final String key = UUID.randomUUID().toString();

    @BeforeAll
    static void start() {
        gateway = INSTALLATION.gateway(SETTINGS);
    }

    @AfterAll
    static void stop() {
        gateway.close();
        INSTALLATION.close();
        RECEIVER.close();
    }

    private static Api api() {
        return gateway.api();
    }

    private static List<JsonNode> letters(String key) {
        return StreamSupport.stream(
                        json(api().get(PATH + "?limit=500")).get("deadLetters").spliterator(), false)
                .filter(letter -> letter.get("key").textValue().equals(key))
                .toList();
    }

    private static JsonNode letter(String key) {
        await().until(() -> !letters(key).isEmpty());
        return letters(key).get(0);
    }

    private static HttpResponse<String> replay(JsonNode letter) {
        return api().post(letter.get("replay").textValue() + "?by=ann", "");
    }

    private static JsonNode refused(HttpResponse<String> response, int status, String type) {
        assertThat(response.statusCode()).as(response.body()).isEqualTo(status);
        assertThat(json(response).get("type").textValue()).isEqualTo("/problems/" + type);
        return json(response);
    }

    private Message request(String body) {
        return new Message(
                INTERACTIVE,
                key,
                Map.of("ce_id", "one".getBytes(StandardCharsets.UTF_8)),
                body.getBytes(StandardCharsets.UTF_8));
    }

    private void putAway(Message message) {
        INSTALLATION.log().write(codec.deadLetter(message, "unreadable-message", "it is cut off"));
    }

    @Test
    void aWebhookThatFailedIsReplayedAndCalledAgain() {
        RECEIVER.answer("/away", 500);
        String order = "{\"model\": \"fashion\", \"attributes\": {\"category\": \"Dress\"}, \"webhook\": {\"url\": \""
                + RECEIVER.url("/away") + "\"}}";
        String job = json(api().post("/v1/generations", order)).get("id").textValue();
        INSTALLATION.worker().complete(job, 1);
        JsonNode letter = letter(job);
        assertThat(letter.get("topic").textValue()).isEqualTo(Topic.GENERATION_WEBHOOKS);
        assertThat(letter.get("code").textValue()).isEqualTo("webhook-failed");
        assertThat(letter.get("reason").textValue()).contains("answered 500");
        assertThat(letter.get("replayable").booleanValue()).isTrue();

        int before = RECEIVER.calls("/away").size();
        JsonNode replayed = json(replay(letter));
        assertThat(replayed.get("replayedBy").textValue()).isEqualTo("ann");
        assertThat(replayed.get("replayable").booleanValue()).isFalse();
        await().until(() -> RECEIVER.calls("/away").size() > before);
        assertThat(RECEIVER.calls("/away")).allMatch(call -> call.id().equals("msg_" + job));
        assertThat(letters(job)).containsExactly(replayed);
    }

    @Test
    void aMessageGoesBackAsItCameOnceAndItsLetterStays() {
        Message original = request("{\"schemaVersion\": 1,");
        putAway(original);
        JsonNode letter = letter(key);
        assertThat(letter.get("reason").textValue()).isEqualTo("it is cut off");
        assertThat(letter.get("by").textValue()).isEqualTo("/test");
        assertThat(letter.get("size").intValue()).isEqualTo(original.value().length);

        JsonNode first = json(replay(letter));
        assertThat(json(replay(letter))).isEqualTo(first);
        List<ConsumerRecord<byte[], byte[]>> back = INSTALLATION.log().read(INTERACTIVE, key);
        assertThat(back).hasSize(1);
        assertThat(back.get(0).value()).isEqualTo(original.value());
        assertThat(header(back.get(0), "ce_id")).isEqualTo("one");
        assertThat(header(back.get(0), "replay-of")).isEqualTo(letter.get("id").textValue());
        assertThat(back.get(0).headers().lastHeader("dead-letter-code")).isNull();
        assertThat(INSTALLATION
                        .log()
                        .read(Topic.GENERATION_DEAD_LETTERS, key)
                        .get(0)
                        .value())
                .isEqualTo(original.value());
    }

    private static String header(ConsumerRecord<byte[], byte[]> record, String name) {
        return new String(record.headers().lastHeader(name).value(), StandardCharsets.UTF_8);
    }

    @Test
    void twoLettersOfOneMessageAreReplayedOnce() {
        putAway(request("{}"));
        putAway(request("{}"));
        await().until(() -> letters(key).size() == 2);
        JsonNode older = letters(key).get(1);
        JsonNode newer = letters(key).get(0);
        replay(older);
        replay(newer);
        assertThat(INSTALLATION.log().read(INTERACTIVE, key)).hasSize(1);
        assertThat(letters(key)).noneMatch(letter -> letter.get("replayable").booleanValue());
    }

    @Test
    void whatFailsOnceMoreIsANewLetterThatKnowsTheOldOne() {
        putAway(request("{}"));
        String id = letter(key).get("id").textValue();
        replay(letter(key));
        ConsumerRecord<byte[], byte[]> back =
                INSTALLATION.log().read(INTERACTIVE, key).get(0);
        putAway(new Message(
                INTERACTIVE,
                key,
                Map.of("replay-of", back.headers().lastHeader("replay-of").value()),
                back.value()));
        await().until(() -> letters(key).size() == 2);
        JsonNode again = letters(key).get(0);
        assertThat(again.get("replayable").booleanValue()).isTrue();
        assertThat(again.get("replayOf").textValue()).isEqualTo(id);
        replay(again);
        assertThat(INSTALLATION.log().read(INTERACTIVE, key)).hasSize(2);
    }

    @Test
    void aLetterThatMayBeOutdatedCannotBeReplayed() {
        putAway(new Message(Topic.CATALOGUE_PRODUCTS, key, Map.of(), new byte[] {'{', '}'}));
        JsonNode letter = letter(key);
        assertThat(letter.get("replayable").booleanValue()).isFalse();
        assertThat(refused(replay(letter), 409, "not-replayable").get("detail").textValue())
                .contains("'catalogue.products'");
        assertThat(INSTALLATION.log().read(Topic.CATALOGUE_PRODUCTS, key)).isEmpty();
    }

    @Test
    void whatDoesNotExistIsSaidSo() {
        refused(api().post(PATH + "/0-999999999/replay", ""), 404, "unknown-dead-letter");
        refused(api().post(PATH + "/nothing/replay", ""), 404, "unknown-dead-letter");
        putAway(request("{}"));
        String replay = letter(key).get("replay").textValue();
        refused(api().post(replay + "?by=" + "x".repeat(101), ""), 422, "invalid-request");
        refused(api().get(PATH + "?limit=0"), 422, "invalid-request");
    }
}
