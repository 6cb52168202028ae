package dev.atelier.standalone.products;

import dev.atelier.standalone.client.Products;
import dev.atelier.standalone.terminal.CommandFailure;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.function.LongConsumer;

/**
 * Sends all products of a source, many at once, but of one product one line after the other: so the last line of a product is
 * the one that counts. A bad line is noted, whatever is wrong with it, and holds nothing up.
 */
public final class ProductImport {
    private final Products products;
    private final int atOnce;
    /** The last sending of each product that is under way. */
    private final ConcurrentMap<String, CompletableFuture<Void>> last = new ConcurrentHashMap<>();

    private final List<ProductLine.Bad> bad = new ArrayList<>();
    private long sent;

    /** @param atOnce products under way at one time, 1 or more */
    public ProductImport(Products products, int atOnce) {
        this.products = products;
        this.atOnce = atOnce;
    }

    /**
     * What came of it.
     *
     * @param sent products that the gateway took
     * @param bad lines in their order
     */
    public record Result(long sent, List<ProductLine.Bad> bad) {}

    /**
     * Sends what there is.
     *
     * @param limit most lines that are read
     * @param progress told of the products that the gateway has taken so far
     */
    public Result run(ProductSource source, long limit, LongConsumer progress)
            throws IOException, InterruptedException {
        ExecutorService senders = Executors.newFixedThreadPool(atOnce);
        var room = new Semaphore(2 * atOnce);
        try {
            for (long read = 0; read < limit; read++) {
                Optional<ProductLine> line = source.next();
                if (line.isEmpty()) {
                    break;
                }
                if (line.get() instanceof ProductLine.Wanted product) {
                    room.acquire();
                    inTurn(product.id(), senders, () -> {
                        try {
                            send(source, product, progress);
                        } finally {
                            room.release();
                        }
                    });
                } else {
                    note((ProductLine.Bad) line.get());
                }
            }
            CompletableFuture.allOf(last.values().toArray(new CompletableFuture<?>[0]))
                    .join();
        } finally {
            senders.shutdownNow();
        }
        return result();
    }

    /** Runs it once all that came before it under this id is over. */
    private void inTurn(String id, ExecutorService senders, Runnable sending) {
        CompletableFuture<Void> before = last.getOrDefault(id, CompletableFuture.completedFuture(null));
        CompletableFuture<Void> now = before.handleAsync(
                (nothing, defect) -> {
                    sending.run();
                    return rethrown(defect);
                },
                senders);
        last.put(id, now);
        // A defect stays, to be told of at the end.
        now.thenRun(() -> last.remove(id, now));
    }

    private static Void rethrown(Throwable defect) {
        if (defect != null) {
            throw new CompletionException(defect);
        }
        return null;
    }

    private void send(ProductSource source, ProductLine.Wanted product, LongConsumer progress) {
        try {
            products.put(product.id(), product.body(), source.picture(product.picture()));
            taken(progress);
        } catch (NoSuchFileException e) {
            note(new ProductLine.Bad(product.line(), "There is no picture " + e.getMessage() + "."));
        } catch (IOException | CommandFailure e) {
            note(new ProductLine.Bad(product.line(), e.getMessage()));
        } catch (RuntimeException e) {
            // Of whatever kind, say for a picture's name that no file can have: a line that is lost in silence is not
            // missed.
            note(new ProductLine.Bad(product.line(), "It cannot be sent: " + e));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private synchronized void taken(LongConsumer progress) {
        progress.accept(++sent);
    }

    private synchronized void note(ProductLine.Bad mistake) {
        bad.add(mistake);
    }

    private synchronized Result result() {
        bad.sort(Comparator.comparingLong(ProductLine.Bad::line));
        return new Result(sent, List.copyOf(bad));
    }
}
