package dev.atelier.gateway.stores;

import dev.atelier.contract.messages.MessageCodec;
import dev.atelier.contract.messages.ProductUpdate;
import dev.atelier.contract.products.Product;
import dev.atelier.contract.products.ProductKey;
import dev.atelier.gateway.log.LogWriter;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.Function;

/**
 * Writes what is new of products into the log, of one product in turn, and remembers the last of it: the index shows it only
 * after a worker has looked at it, and a change that comes sooner must not begin at what was before.
 */
@ApplicationScoped
class ProductUpdates {
    /** Some megabytes, and more than are written while a worker answers. */
    private static final int MOST_REMEMBERED = 10_000;

    private final LogWriter log;
    private final MessageCodec codec;
    private final Clock clock;
    private final ConcurrentMap<ProductKey, Written> last = new ConcurrentHashMap<>(2 * MOST_REMEMBERED);
    private final BlockingQueue<Written> eldestFirst = new ArrayBlockingQueue<>(MOST_REMEMBERED);

    ProductUpdates(LogWriter log, MessageCodec codec, Clock clock) {
        this.log = log;
        this.codec = codec;
        this.clock = clock;
    }

    /**
     * What was written of a product.
     *
     * @param product empty where it was taken out
     * @param done once it is in the log
     */
    record Written(ProductKey key, Optional<Product> product, Instant at, CompletableFuture<Void> done) {}

    /**
     * Writes what follows from the last that was written of the product; empty takes it out.
     *
     * @param next is given the last, where it is remembered; what it throws is thrown, and nothing is written
     */
    Written write(ProductKey key, Function<Optional<Written>, Optional<Product>> next) {
        // The log gets them in the order of the map, since the producer keeps the order in which it is called.
        Written now = last.compute(key, (same, before) -> send(key, next.apply(Optional.ofNullable(before))));
        now.done().whenComplete((nothing, failure) -> {
            if (failure != null) {
                last.remove(key, now);
            }
        });
        while (!eldestFirst.offer(now)) {
            Optional.ofNullable(eldestFirst.poll()).ifPresent(eldest -> last.remove(eldest.key(), eldest));
        }
        return now;
    }

    private Written send(ProductKey key, Optional<Product> product) {
        Instant at = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        var message =
                product.map(one -> codec.write(ProductUpdate.of(one, at))).orElseGet(() -> codec.removal(key, at));
        return new Written(key, product, at, log.write(message));
    }
}
