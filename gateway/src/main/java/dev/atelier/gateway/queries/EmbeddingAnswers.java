package dev.atelier.gateway.queries;

import dev.atelier.contract.messages.EmbeddingAnswer;
import dev.atelier.gateway.watching.Subscription;
import dev.atelier.gateway.watching.Watchers;
import java.util.function.Consumer;

/**
 * Tells the answers of the log to who waits for them. Every gateway reads all, and keeps none: who asked waits in the
 * gateway that asked, or no longer.
 */
public final class EmbeddingAnswers {
    private final Watchers<EmbeddingAnswer> watchers = new Watchers<>();

    /** Takes the next answer of the log. */
    public void apply(EmbeddingAnswer answer) {
        watchers.tell(answer.query(), answer);
    }

    /** Hears of the answers to a query from now on; on the applying thread. */
    public Subscription watch(String query, Consumer<EmbeddingAnswer> watcher) {
        return watchers.add(query, watcher);
    }
}
