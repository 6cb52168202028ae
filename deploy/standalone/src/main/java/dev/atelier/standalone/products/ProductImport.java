package dev.atelier.standalone.products;

import dev.atelier.standalone.client.Products;
import dev.atelier.standalone.terminal.CommandFailure;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.LongConsumer;

/** Sends all products of a source, many at once. A bad line is noted and holds nothing up. */
public final class ProductImport {
    private final Products products;
    private final int atOnce;
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
                if (line.get() instanceof ProductLine.Bad mistake) {
                    note(mistake);
                    continue;
                }
                room.acquire();
                senders.execute(() -> {
                    try {
                        send(source, (ProductLine.Wanted) line.get(), progress);
                    } finally {
                        room.release();
                    }
                });
            }
        } finally {
            senders.shutdown();
            senders.awaitTermination(1, TimeUnit.HOURS);
        }
        return result();
    }

    private void send(ProductSource source, ProductLine.Wanted product, LongConsumer progress) {
        try {
            products.put(product.id(), product.body(), source.picture(product.picture()));
            taken(progress);
        } catch (NoSuchFileException e) {
            note(new ProductLine.Bad(product.line(), "There is no picture " + e.getMessage() + "."));
        } catch (IOException | CommandFailure e) {
            note(new ProductLine.Bad(product.line(), e.getMessage()));
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
