package dev.atelier.contract.messages;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;

/**
 * That a dead letter was replayed, written behind it into the same topic: nothing is deleted there.
 *
 * @param letter its place in the topic, {@code partition-offset}; letters of the same message before it are replayed by it too
 * @param key of the letter
 * @param by who wanted it
 */
public record LetterReplayed(int schemaVersion, String letter, String key, String by, Instant at) {
    public static final int VERSION = 1;
    public static final String TYPE = "dev.atelier.dead-letter.replayed";

    public LetterReplayed {
        Required.text("letter", letter);
        Required.field("key", key);
        Required.text("by", by);
        Required.field("at", at);
    }

    /** Whether a message of the dead letters' topic is one, and not a letter. */
    public static boolean is(Message message) {
        return Arrays.equals(message.headers().get("ce_type"), TYPE.getBytes(StandardCharsets.UTF_8));
    }
}
