package dev.atelier.contract.messages;

import dev.atelier.contract.artefact.Sha256;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A message that could not be handled: as it came, and beside it where from and why it was put away, so that it can be
 * replayed as it was.
 *
 * @param original with the topic, the key, the headers and the bytes that it came with
 * @param code of the kind of failure, e.g. {@code unreadable-message}
 * @param reason a sentence
 * @param by who put it away, the CloudEvents source of that program
 */
public record DeadLetter(Message original, String code, String reason, String by, Instant at) {
    private static final String PREFIX = "dead-letter-";
    private static final String TOPIC = PREFIX + "topic";
    private static final String CODE = PREFIX + "code";
    private static final String REASON = PREFIX + "reason";
    private static final String BY = PREFIX + "by";
    private static final String AT = PREFIX + "at";
    /** Which letter a message came back from; stays with it, should it fail once more. */
    private static final String REPLAY_OF = "replay-of";

    /** As the dead letters' topic carries it. */
    public Message toMessage() {
        var headers = new LinkedHashMap<>(original.headers());
        headers.put(TOPIC, utf8(original.topic()));
        headers.put(CODE, utf8(code));
        headers.put(REASON, utf8(reason));
        headers.put(BY, utf8(by));
        headers.put(AT, utf8(at.toString()));
        return new Message(Topic.GENERATION_DEAD_LETTERS, original.key(), headers, original.value());
    }

    /** A message of the dead letters' topic; empty for one that does not say where it came from and why. */
    public static Optional<DeadLetter> of(Message message) {
        Map<String, byte[]> headers = message.headers();
        if (!headers.keySet().containsAll(List.of(TOPIC, CODE, REASON, BY, AT))) {
            return Optional.empty();
        }
        var own = new LinkedHashMap<>(headers);
        own.keySet().removeIf(name -> name.startsWith(PREFIX));
        return instant(text(headers.get(AT)))
                .map(at -> new DeadLetter(
                        new Message(text(headers.get(TOPIC)), message.key(), own, message.value()),
                        text(headers.get(CODE)),
                        text(headers.get(REASON)),
                        text(headers.get(BY)),
                        at));
    }

    /** The original once more, marked with the letter that it comes back from. */
    public Message replayed(String letter) {
        var headers = new LinkedHashMap<>(original.headers());
        headers.put(REPLAY_OF, utf8(letter));
        return new Message(original.topic(), original.key(), headers, original.value());
    }

    /** The letter that the message had come back from when it failed. */
    public Optional<String> replayOf() {
        return Optional.ofNullable(original.headers().get(REPLAY_OF)).map(DeadLetter::text);
    }

    /** Equal for letters of the same message, which a second delivery may have put away a second time. */
    public String identity() {
        return original.topic() + "\n" + original.key() + "\n" + Sha256.of(original.value());
    }

    private static String text(byte[] value) {
        return new String(value, StandardCharsets.UTF_8);
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static Optional<Instant> instant(String text) {
        try {
            return Optional.of(Instant.parse(text));
        } catch (DateTimeException unreadable) {
            return Optional.empty();
        }
    }
}
