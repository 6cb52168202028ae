package dev.atelier.gateway.deadletters;

import dev.atelier.contract.messages.DeadLetter;
import dev.atelier.contract.messages.LetterReplayed;
import dev.atelier.contract.messages.Message;
import dev.atelier.contract.messages.MessageCodec;
import dev.atelier.contract.messages.UnreadableMessageException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jboss.logging.Logger;

/** The fold of the newest part of the dead letters' topic: letters, and the replays behind them. */
final class Letters {
    private static final Logger LOG = Logger.getLogger(Letters.class);

    private final Map<String, Letter> letters = new LinkedHashMap<>();

    /** Takes the next message, at this place. What is neither letter nor replay is passed over. */
    void add(String id, Message message) {
        Optional<DeadLetter> letter = DeadLetter.of(message);
        if (letter.isPresent()) {
            // First of all, since a letter has the headers of its original, whatever these say.
            letters.put(id, Letter.of(id, letter.get()));
        } else if (LetterReplayed.is(message)) {
            note(id, message);
        }
    }

    /** One that cannot be read, say of a newer release, must not hide the letters around it. */
    private void note(String id, Message message) {
        try {
            replayed(MessageCodec.readLetterReplayed(message.value()));
        } catch (UnreadableMessageException e) {
            LOG.warnf("the replay at %s of the dead letters is passed over: %s", id, e.getMessage());
        }
    }

    /** Marks the letter and those of the same message before it: the message is on its way once, however often it failed. */
    private void replayed(LetterReplayed replay) {
        Optional<Letter> last = letter(replay.letter());
        if (last.isEmpty()) {
            return;
        }
        for (Letter letter : List.copyOf(letters.values())) {
            if (letter.identity().equals(last.get().identity())) {
                letters.put(letter.id(), letter.replayed(replay));
            }
            if (letter.id().equals(replay.letter())) {
                return;
            }
        }
    }

    Optional<Letter> letter(String id) {
        return Optional.ofNullable(letters.get(id));
    }

    /** The last letter of the same message. */
    Letter lastLike(Letter given) {
        return letters.values().stream()
                .filter(letter -> letter.identity().equals(given.identity()))
                .reduce(given, (before, after) -> after);
    }

    List<Letter> newestFirst() {
        var all = new ArrayList<>(letters.values());
        Collections.reverse(all);
        return all;
    }
}
