package dev.atelier.workers.embedding;

import dev.atelier.contract.artefact.Manifest;
import dev.atelier.contract.messages.Message;
import dev.atelier.contract.messages.MessageCodec;
import dev.atelier.contract.messages.ProductEmbedding;
import dev.atelier.contract.messages.ProductUpdate;
import dev.atelier.contract.messages.UnreadableMessageException;
import dev.atelier.contract.products.ProductKey;
import dev.atelier.contract.products.StoredPicture;
import dev.atelier.workers.embedding.Pictures.Outcome;
import dev.atelier.workers.metrics.WorkerMetrics;
import dev.atelier.workers.reporting.EventLog;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jboss.logging.Logger;

/**
 * Gives products their embeddings, and passes their removal on. Of several messages about a product in one go the last
 * counts. A product that cannot be embedded goes to the dead letters; what was said of it before stays.
 */
final class ProductWork implements GroupReader.Work {
    private static final Logger LOG = Logger.getLogger(ProductWork.class);
    private static final String OTHER_KEY = "other-key";

    private final CurrentEmbedder current;
    private final Pictures pictures;
    private final EventLog log;
    private final MessageCodec codec;
    private final WorkerMetrics metrics;

    ProductWork(CurrentEmbedder current, Pictures pictures, EventLog log, MessageCodec codec, WorkerMetrics metrics) {
        this.current = current;
        this.pictures = pictures;
        this.log = log;
        this.codec = codec;
        this.metrics = metrics;
    }

    @Override
    public Optional<String> mark() {
        return current.get().map(Manifest::digest);
    }

    @Override
    public boolean newestOnly() {
        return true;
    }

    @Override
    public void handle(List<Message> messages) throws InterruptedException {
        // Asked anew: between the mark and now it may have changed, and then all are read again.
        Manifest version = current.get().orElseThrow(() -> new NoEmbedderException("no embedder is there any more"));
        var newest = new LinkedHashMap<String, Message>();
        messages.forEach(message -> newest.put(message.key(), message));
        var answers = new Answers(log);
        var updates = new LinkedHashMap<Message, ProductUpdate>();
        for (Message message : newest.values()) {
            try {
                ProductKey key = ProductKey.parse(message.key());
                MessageCodec.readProductUpdate(message.value())
                        .ifPresentOrElse(
                                update -> updates.put(message, ofKey(key, update)),
                                () -> answers.add(codec.embeddingRemoval(key, Instant.now())));
            } catch (UnreadableMessageException e) {
                putAway(message, e.code(), e.getMessage(), answers);
            } catch (IllegalArgumentException e) {
                putAway(message, OTHER_KEY, e.getMessage(), answers);
            }
        }
        embed(version, updates, answers);
        answers.write();
    }

    private static ProductUpdate ofKey(ProductKey key, ProductUpdate update) {
        if (!update.product().key().equals(key)) {
            throw new IllegalArgumentException("a message of key '" + key + "' speaks of the product '"
                    + update.product().key() + "'");
        }
        return update;
    }

    private void embed(Manifest version, Map<Message, ProductUpdate> updates, Answers answers)
            throws InterruptedException {
        List<StoredPicture> wanted = updates.values().stream()
                .map(update -> update.product().picture())
                .toList();
        Map<StoredPicture, Outcome> outcomes = pictures.embed(version, wanted, LoadedEmbedder.Urgency.PRODUCT);
        updates.forEach((message, update) -> {
            Outcome outcome = outcomes.get(update.product().picture());
            if (outcome instanceof Outcome.Embedded embedded) {
                answers.add(codec.write(ProductEmbedding.of(update.product(), embedded.embedding(), update.at())));
            } else if (outcome instanceof Outcome.Unusable unusable) {
                putAway(message, unusable.code(), unusable.reason(), answers);
            }
        });
        metrics.countEmbedded("products", wanted.size());
    }

    @Override
    public void giveUp(Message message, String code, String reason) throws InterruptedException {
        var answers = new Answers(log);
        putAway(message, code, reason, answers);
        answers.write();
    }

    private void putAway(Message message, String code, String reason, Answers answers) {
        LOG.warnf("product %s is put away: %s", message.key(), reason);
        metrics.countDeadLetter(code);
        answers.add(codec.deadLetter(message, code, reason));
    }
}
