package dev.atelier.gateway.deadletters;

import dev.atelier.contract.messages.DeadLetter;
import dev.atelier.contract.messages.LetterReplayed;
import dev.atelier.contract.messages.Message;
import dev.atelier.contract.messages.MessageCodec;
import dev.atelier.contract.messages.Topic;
import dev.atelier.gateway.log.LogTail;
import dev.atelier.gateway.log.LogWriter;
import dev.atelier.gateway.log.Recent;
import dev.atelier.gateway.problems.Problem;
import dev.atelier.gateway.problems.ProblemException;
import dev.atelier.gateway.problems.ProblemType;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BiConsumer;

/**
 * The newest dead letters, and their replay: the message goes back to its topic as it came, then the replay is noted behind
 * the letter. A gateway that dies in between leaves a letter that can be replayed again, as a message may be delivered twice;
 * whoever handles it does so once by the id of its job.
 */
@ApplicationScoped
public class DeadLetters {
    /** So many of the newest messages of the topic are looked at. */
    static final int MOST = 1000;

    private static final int LONGEST_SHOWN = 60;

    private final LogTail tail;
    private final LogWriter log;
    private final MessageCodec codec;
    private final Clock clock;
    private final Recent<List<Letter>> newest;

    DeadLetters(LogTail tail, LogWriter log, MessageCodec codec, Clock clock) {
        this.tail = tail;
        this.log = log;
        this.codec = codec;
        this.clock = clock;
        this.newest = new Recent<>(() -> read(MOST, (id, message) -> {}).newestFirst());
    }

    /** Newest first, as they were at most a second ago. May block. */
    List<Letter> newest() {
        return newest.get();
    }

    /** How many of them nobody has replayed. May block. */
    public long waiting() {
        return newest().stream().filter(Letter::canBeReplayed).count();
    }

    /**
     * Replays a letter; one that was replayed stays as it is. One at a time, so that a second click finds the first one's
     * note. May block.
     *
     * @throws ProblemException where there is no such letter, or it says no topic to go back to
     */
    synchronized Letter replay(String id, String by) {
        var content = new AtomicReference<DeadLetter>();
        // Each replay adds a note, and may add a new letter: all that was listed can still be replayed, one after the
        // other.
        Letters letters = read(3 * MOST, (place, message) -> {
            if (place.equals(id)) {
                DeadLetter.of(message).ifPresent(content::set);
            }
        });
        Letter letter = letters.letter(id).orElseThrow(() -> unknown(id));
        if (letter.replay().isPresent()) {
            return letter;
        }
        if (!letter.canBeReplayed()) {
            throw Problem.of(
                            ProblemType.NOT_REPLAYABLE,
                            "Letter " + id + " says that it came from '" + letter.topic() + "'; only messages of "
                                    + String.join(
                                            ", ",
                                            Letter.ORIGINS.stream().sorted().toList()) + " can be replayed.")
                    .asException();
        }
        log.write(content.get().replayed(id)).join();
        var replay = new LetterReplayed(
                LetterReplayed.VERSION,
                letters.lastLike(letter).id(),
                letter.key(),
                by,
                clock.instant().truncatedTo(ChronoUnit.MILLIS));
        log.write(codec.write(replay)).join();
        newest.forget();
        return letter.replayed(replay);
    }

    /** @param beside is given each message with its place too: letters keep no contents */
    private Letters read(int most, BiConsumer<String, Message> beside) {
        var letters = new Letters();
        tail.read(Topic.GENERATION_DEAD_LETTERS, most, entry -> {
            String id = entry.partition() + "-" + entry.offset();
            letters.add(id, entry.message());
            beside.accept(id, entry.message());
        });
        return letters;
    }

    private static ProblemException unknown(String id) {
        String shown = id.length() > LONGEST_SHOWN ? id.substring(0, LONGEST_SHOWN) + "…" : id;
        return Problem.of(
                        ProblemType.UNKNOWN_DEAD_LETTER,
                        "There is no dead letter '" + shown + "' among the last " + MOST
                                + " messages of their topic; GET /v1/dead-letters lists them.")
                .asException();
    }
}
