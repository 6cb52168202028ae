package dev.atelier.contract.messages;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.atelier.contract.attributes.Selection;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

class MessageCodecTest {
    private static final Instant NOW = Instant.parse("2026-01-02T03:04:05.678Z");
    private final MessageCodec codec = new MessageCodec("/atelier/test");
    private final GenerationRequest request = new GenerationRequest(
            1, "id", "default", "m", "1", "ab", Selection.of(Map.of("category", "Bag")), 2, 7, "cd", NOW, NOW);

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @Test
    void writesCloudEventsInBinaryMode() {
        Message message = codec.write(new GenerationEvent.Started(1, "id", NOW, "w"));

        assertThat(message.topic()).isEqualTo("generation.events");
        assertThat(message.key()).isEqualTo("id");
        assertThat(message.headers()).containsKeys("ce_id", "ce_source", "ce_time", "ce_subject");
        assertThat(message.headers().get("ce_specversion")).isEqualTo(utf8("1.0"));
        assertThat(message.headers().get("ce_type")).isEqualTo(utf8("dev.atelier.generation.started"));
        assertThat(message.headers().get("content-type")).isEqualTo(utf8("application/json"));
        assertThat(message.value())
                .isEqualTo(utf8("{\"type\":\"started\",\"schemaVersion\":1,\"job\":\"id\","
                        + "\"at\":\"2026-01-02T03:04:05.678Z\",\"worker\":\"w\"}"));
    }

    @Test
    void readsBackEveryKindOfMessage() {
        assertThat(MessageCodec.readRequest(codec.write(request).value())).isEqualTo(request);
        for (GenerationEvent event : new GenerationEvent[] {
            new GenerationEvent.Started(1, "id", NOW, "w"),
            new GenerationEvent.ImageStored(1, "id", NOW, 0, "k", "s", 9),
            new GenerationEvent.Completed(1, "id", NOW, 2),
            new GenerationEvent.Failed(1, "id", NOW, "c", "r"),
            new GenerationEvent.Cancelled(1, "id", NOW),
            new GenerationEvent.Expired(1, "id", NOW)
        }) {
            assertThat(MessageCodec.readEvent(codec.write(event).value())).isEqualTo(event);
        }
        var cancel = new GenerationCommand.Cancel(1, "id", NOW);
        assertThat(MessageCodec.readCommand(codec.write(cancel).value())).isEqualTo(cancel);
        var move = new ModelChange.AliasMoved(1, "m", NOW, "champion", "1", 0, "test", "first");
        assertThat(MessageCodec.readModelChange(codec.write(move).value())).isEqualTo(move);
    }

    @Test
    void refusesAMessageOfAFutureSchemaVersionByItsVersionAlone() {
        assertThatThrownBy(() -> MessageCodec.readRequest(utf8("{\"schemaVersion\":2,\"whatever\":[]}")))
                .isInstanceOfSatisfying(UnreadableMessageException.class, e -> assertThat(e.code())
                        .isEqualTo("unknown-schema-version"))
                .hasMessageContaining("this release reads 1 to 1");
    }

    @Test
    void refusesWhatIsNoMessageWithAReason() {
        byte[] noise = {(byte) 0xff, 0, 3};
        for (byte[] value : new byte[][] {noise, utf8(""), null, utf8("[]"), utf8("{\"schemaVersion\":1}")}) {
            assertThatThrownBy(() -> MessageCodec.readRequest(value))
                    .isInstanceOfSatisfying(UnreadableMessageException.class, e -> assertThat(e.code())
                            .isEqualTo("unreadable-message"));
        }
    }

    @Test
    void refusesFieldsOfTheWrongTypeOrRange() {
        String json = new String(codec.write(request).value(), StandardCharsets.UTF_8);

        assertThatThrownBy(() -> MessageCodec.readRequest(utf8(json.replace("\"count\":2", "\"count\":65"))))
                .hasMessageContaining("count must be 1 to 64, not 65");
        assertThatThrownBy(() -> MessageCodec.readRequest(utf8(json.replace("\"count\":2", "\"count\":\"2\""))))
                .isInstanceOf(UnreadableMessageException.class);
        assertThatThrownBy(() -> MessageCodec.readRequest(utf8(json.replace("\"seed\":7", "\"seed\":7,\"x\":1"))))
                .hasMessageContaining("x");
    }

    @Test
    void aDeadLetterKeepsTheMessageAsItWasAndSaysWhy() {
        Message original = codec.write(request);

        Message letter = codec.deadLetter(original, "invalid-model", "altered");

        assertThat(letter.topic()).isEqualTo("generation.dead-letters");
        assertThat(letter.key()).isEqualTo("id");
        assertThat(letter.value()).isEqualTo(original.value());
        assertThat(letter.headers()).containsAllEntriesOf(original.headers());
        assertThat(letter.headers().get("dead-letter-topic")).isEqualTo(utf8("generation.interactive"));
        assertThat(letter.headers().get("dead-letter-reason")).isEqualTo(utf8("altered"));
    }
}
