package dev.atelier.gateway.deadletters;

import static org.assertj.core.api.Assertions.assertThat;

import dev.atelier.contract.messages.LetterReplayed;
import dev.atelier.contract.messages.Message;
import dev.atelier.contract.messages.MessageCodec;
import dev.atelier.contract.messages.Topic;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LettersTest {
    private static final Map<String, byte[]> AS_REPLAY = Map.of("ce_type", LetterReplayed.TYPE.getBytes());

    private final MessageCodec codec = new MessageCodec("/test");
    private final Letters letters = new Letters();

    private Message letter(String key, String body) {
        return codec.deadLetter(
                new Message(Topic.GENERATION_INTERACTIVE, key, Map.of(), body.getBytes()), "broken", "for the test");
    }

    private Message replayed(String letter) {
        return codec.write(new LetterReplayed(LetterReplayed.VERSION, letter, "a", "ann", Instant.EPOCH));
    }

    @Test
    void aReplayCoversTheLettersOfTheSameMessageBeforeItAlone() {
        letters.add("0-0", letter("a", "x"));
        letters.add("0-1", letter("a", "y"));
        letters.add("0-2", letter("b", "x"));
        letters.add("0-3", letter("a", "x"));
        letters.add("0-4", letter("a", "x"));
        letters.add("0-5", replayed("0-3"));
        assertThat(letters.newestFirst())
                .filteredOn(Letter::canBeReplayed)
                .extracting(Letter::id)
                .containsExactly("0-4", "0-2", "0-1");
        assertThat(letters.letter("0-0").orElseThrow().replay())
                .map(LetterReplayed::by)
                .contains("ann");
    }

    @Test
    void theFirstReplayIsTheOneThatIsTold() {
        letters.add("0-0", letter("a", "x"));
        letters.add("0-1", replayed("0-0"));
        letters.add("0-2", codec.write(new LetterReplayed(LetterReplayed.VERSION, "0-0", "a", "bob", Instant.EPOCH)));
        assertThat(letters.letter("0-0").orElseThrow().replay())
                .map(LetterReplayed::by)
                .contains("ann");
    }

    @Test
    void aReplayOfANewerReleaseHidesNoLetter() {
        letters.add("0-0", letter("a", "x"));
        letters.add(
                "0-1",
                new Message(Topic.GENERATION_DEAD_LETTERS, "a", AS_REPLAY, "{\"schemaVersion\": 99}".getBytes()));
        assertThat(letters.newestFirst()).extracting(Letter::id).containsExactly("0-0");
    }

    @Test
    void aLetterIsOneWhateverTheHeadersOfItsOriginalSay() {
        letters.add(
                "0-0",
                codec.deadLetter(
                        new Message(Topic.GENERATION_INTERACTIVE, "a", AS_REPLAY, new byte[0]),
                        "broken",
                        "by the test"));
        assertThat(letters.newestFirst()).extracting(Letter::id).containsExactly("0-0");
    }

    @Test
    void whatIsNoLetterIsPassedOverAndAReplayOfAnOlderLetterToo() {
        letters.add("0-7", new Message(Topic.GENERATION_DEAD_LETTERS, "a", Map.of(), new byte[0]));
        letters.add("0-8", replayed("0-2"));
        assertThat(letters.newestFirst()).isEmpty();
    }
}
