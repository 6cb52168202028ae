package dev.atelier.gateway.deadletters;

import dev.atelier.contract.messages.LetterReplayed;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * A dead letter as clients see it.
 *
 * @param topic that the message came from
 * @param key of the message: the id of a job, a batch with its shard, or a data set
 * @param code of the kind of failure
 * @param by which program put it away
 * @param size of the message in bytes
 * @param replayable whether it can be replayed, and was not yet
 * @param replayOf the letter that the message had come back from
 * @param replay where to post
 */
@Schema(name = "DeadLetter")
record LetterBody(
        String id,
        String topic,
        String key,
        String code,
        String reason,
        String by,
        Instant at,
        int size,
        boolean replayable,
        Optional<String> replayOf,
        Optional<Instant> replayedAt,
        Optional<String> replayedBy,
        String replay) {
    private static final String PATH = "/v1/dead-letters/";

    /**
     * Some letters, newest first.
     *
     * @param known how many letters there are among the newest messages of the topic
     * @param waiting how many of those can be replayed and were not yet
     */
    @Schema(name = "DeadLetters")
    record LettersBody(List<LetterBody> deadLetters, int known, long waiting) {}

    static LetterBody of(Letter letter) {
        return new LetterBody(
                letter.id(),
                letter.topic(),
                letter.key(),
                letter.code(),
                letter.reason(),
                letter.by(),
                letter.at(),
                letter.size(),
                letter.canBeReplayed(),
                letter.replayOf(),
                letter.replay().map(LetterReplayed::at),
                letter.replay().map(LetterReplayed::by),
                PATH + letter.id() + "/replay");
    }
}
