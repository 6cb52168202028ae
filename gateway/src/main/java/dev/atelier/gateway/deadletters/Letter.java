package dev.atelier.gateway.deadletters;

import dev.atelier.contract.messages.DeadLetter;
import dev.atelier.contract.messages.LetterReplayed;
import dev.atelier.contract.messages.Topic;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/**
 * A dead letter without its content, and whether it was replayed.
 *
 * @param id its place in the topic, {@code partition-offset}
 * @param topic that it came from
 * @param size of its value in bytes
 * @param replayOf the letter that the message had come back from
 */
record Letter(
        String id,
        String topic,
        String key,
        String code,
        String reason,
        String by,
        Instant at,
        int size,
        Optional<String> replayOf,
        String identity,
        Optional<LetterReplayed> replay) {
    /**
     * Topics of things to be done, whose readers put letters away. Where the last message of a key counts, as of products, an
     * old one that came back would undo newer ones.
     */
    static final Set<String> ORIGINS = Set.of(
            Topic.GENERATION_INTERACTIVE,
            Topic.GENERATION_BULK,
            Topic.GENERATION_CATALOGUES,
            Topic.GENERATION_WEBHOOKS,
            Topic.DATASET_UPDATES);

    static Letter of(String id, DeadLetter letter) {
        return new Letter(
                id,
                letter.original().topic(),
                letter.original().key(),
                letter.code(),
                letter.reason(),
                letter.by(),
                letter.at(),
                letter.original().value().length,
                letter.replayOf(),
                letter.identity(),
                Optional.empty());
    }

    Letter replayed(LetterReplayed by) {
        return new Letter(
                id, topic, key, code, reason, this.by, at, size, replayOf, identity, replay.or(() -> Optional.of(by)));
    }

    boolean canBeReplayed() {
        return replay.isEmpty() && ORIGINS.contains(topic);
    }
}
