package dev.atelier.workers.embedding;

import dev.atelier.contract.messages.EmbeddingAnswer;
import dev.atelier.contract.messages.Message;
import dev.atelier.contract.objects.StoreUnavailableException;
import java.util.List;
import org.jboss.logging.Logger;

/**
 * Lets no message hold up the others: where some fail together each is handled alone, and the one that fails alone is given
 * up. What is no message's fault passes through, since it would give all of them up: the store is away, or no embedder is
 * there.
 */
final class OneByOne {
    private static final Logger LOG = Logger.getLogger(OneByOne.class);

    private final GroupReader.Work work;

    OneByOne(GroupReader.Work work) {
        this.work = work;
    }

    /** See {@link GroupReader.Work#handle}. */
    void handle(List<Message> messages) throws InterruptedException {
        try {
            work.handle(messages);
        } catch (StoreUnavailableException | NoEmbedderException e) {
            throw e;
        } catch (RuntimeException e) {
            if (Thread.interrupted()) {
                throw new InterruptedException("this worker ends, so the failure may come of that: " + e);
            }
            if (messages.size() == 1) {
                LOG.errorf(e, "the message %s is given up", messages.get(0).key());
                work.giveUp(messages.get(0), EmbeddingAnswer.EMBEDDING_FAILED, "No embedding can be made of it: " + e);
                return;
            }
            LOG.warnf("%d messages failed together and are handled one by one: %s", messages.size(), e);
            for (Message message : messages) {
                handle(List.of(message));
            }
        }
    }
}
