package dev.atelier.workers.embedding;

import dev.atelier.contract.messages.MessageCodec;
import dev.atelier.contract.messages.Topic;
import dev.atelier.contract.models.ModelStore;
import dev.atelier.contract.objects.ObjectStore;
import dev.atelier.workers.commands.LogFollower;
import dev.atelier.workers.metrics.WorkerMetrics;
import dev.atelier.workers.outages.StorePatience;
import dev.atelier.workers.reporting.EventLog;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.Executor;

/** All that embeds, wired. */
public final class EmbeddingWork {
    /** Products, and searches, that are under way at one time: they bound memory, and what a crash makes anew. */
    private static final int MOST_AT_ONCE = 64;

    private final LogFollower models;
    private final Pictures pictures;
    private final GroupReader products;
    private final GroupReader searches;
    private final EventLog log;

    /**
     * @param kafka settings of the broker's clients
     * @param cache folder for model versions fetched from the store
     * @param between runs things on the generator's thread
     */
    public EmbeddingWork(
            Map<String, Object> kafka,
            ObjectStore objects,
            Path cache,
            Executor between,
            EventLog log,
            MessageCodec codec,
            WorkerMetrics metrics) {
        this.log = log;
        var current = new CurrentEmbedder();
        models = new LogFollower(Topic.MODEL_CHANGES, Instant.EPOCH, kafka, current::apply);
        pictures = new Pictures(
                new StoredPictures(objects), new LoadedEmbedder(new ModelStore(objects), cache, between), current);
        var patience = new StorePatience(metrics.retries("store"));
        products = new GroupReader(
                Topic.CATALOGUE_PRODUCTS,
                "atelier-product-embedders",
                MOST_AT_ONCE,
                kafka,
                new ProductWork(current, pictures, log, codec, metrics),
                patience);
        searches = new GroupReader(
                Topic.SEARCH_PICTURES,
                "atelier-search-embedders",
                MOST_AT_ONCE,
                kafka,
                new SearchWork(current, pictures, log, codec, metrics, Clock.systemUTC()),
                patience);
    }

    /** Begins once it is known which embedder is the current one: else the first products would be embedded twice. */
    public void start() {
        models.start().thenRun(() -> {
            products.start();
            searches.start();
        });
    }

    /**
     * Finishes the messages that were begun; the rest stays with the broker.
     *
     * @return whether all was done in time
     */
    public boolean drain(Duration within) throws InterruptedException {
        long deadline = System.nanoTime() + within.toNanos();
        models.close();
        searches.close();
        products.close();
        boolean drained = searches.drain(left(deadline));
        drained &= products.drain(left(deadline));
        pictures.close();
        drained &= log.drain(left(deadline));
        return drained;
    }

    private static Duration left(long deadline) {
        return Duration.ofNanos(Math.max(1_000_000, deadline - System.nanoTime()));
    }
}
