package dev.atelier.workers.embedding;

import dev.atelier.contract.artefact.Artefact;
import dev.atelier.contract.artefact.Manifest;
import dev.atelier.contract.images.Picture;
import dev.atelier.contract.models.ModelStore;
import dev.atelier.contract.objects.StoreUnavailableException;
import dev.atelier.contract.products.FeatureVector;
import dev.atelier.generator.embedding.Embedder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.PriorityBlockingQueue;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Computes vectors with the one version that it has loaded, on the generator's thread between two batches: two computations
 * side by side on the same cores are slower than one after the other. Searches go before products.
 *
 * <p>A version is fetched and read on a thread of its own, while pictures are generated and the version before it embeds:
 * between two batches it takes that one's place, and what waited for it is computed.
 */
final class LoadedEmbedder implements AutoCloseable {

    /** Who waits for vectors. */
    enum Urgency {
        SEARCH,
        PRODUCT
    }

    private final ModelStore store;
    private final Path cache;
    private final Executor between;
    private final AtomicLong submitted = new AtomicLong();
    private final PriorityBlockingQueue<Task> waiting = new PriorityBlockingQueue<>();
    private final ExecutorService loading = Executors.newSingleThreadExecutor(task -> {
        Thread thread = new Thread(task, "load-embedder");
        thread.setDaemon(true);
        return thread;
    });
    /** Of the generator's thread alone. */
    private Optional<Loaded> loaded = Optional.empty();
    /** The digest of the last that was handed to the generator's thread; of the loading thread alone. */
    private String handedOver = "";

    private record Loaded(String digest, Embedder embedder) {}

    /** In the order of their urgency, then of their arrival. */
    private record Task(
            Urgency urgency,
            long number,
            Manifest version,
            List<Picture> pictures,
            CompletableFuture<List<FeatureVector>> result)
            implements Comparable<Task> {
        @Override
        public int compareTo(Task other) {
            int byUrgency = urgency.compareTo(other.urgency);
            return byUrgency != 0 ? byUrgency : Long.compare(number, other.number);
        }

        String digest() {
            return version.digest();
        }

        /** What goes wrong with a task is told to who waits for it, and is no harm to the thread. */
        void orFail(Runnable step) {
            try {
                step.run();
            } catch (RuntimeException | Error e) {
                result.completeExceptionally(e);
            }
        }
    }

    /**
     * @param cache folder for versions fetched from the store
     * @param between runs one thing after another, on a thread that may touch the numerics
     */
    LoadedEmbedder(ModelStore store, Path cache, Executor between) {
        this.store = store;
        this.cache = cache;
        this.between = between;
    }

    /**
     * Computes the vectors of pictures, which must have the embedder's size.
     *
     * @return fails with {@link dev.atelier.contract.objects.StoreUnavailableException} where the version has to be fetched
     *     and the store is away, with {@link NoEmbedderException} where it cannot be loaded, for the reason that is its cause
     */
    CompletableFuture<List<FeatureVector>> embed(Manifest version, List<Picture> pictures, Urgency urgency) {
        var task = new Task(urgency, submitted.incrementAndGet(), version, pictures, new CompletableFuture<>());
        submit(task);
        return task.result();
    }

    private void submit(Task task) {
        waiting.add(task);
        between.execute(this::next);
    }

    /** One of those that wait; there is one for each call. */
    private void next() {
        Task task = waiting.remove();
        task.orFail(() -> {
            Optional<Embedder> embedder =
                    loaded.filter(now -> now.digest().equals(task.digest())).map(Loaded::embedder);
            if (embedder.isPresent()) {
                task.result().complete(embedder.get().embed(task.pictures()));
            } else {
                loading.execute(() -> task.orFail(() -> bring(task)));
            }
        });
    }

    /** Has the task's version loaded, and the task wait again behind that. */
    private void bring(Task task) {
        if (!handedOver.equals(task.digest())) {
            var next = new Loaded(task.digest(), load(task.version()));
            handedOver = task.digest();
            between.execute(() -> replace(next));
        }
        submit(task);
    }

    private void replace(Loaded next) {
        loaded.ifPresent(last -> last.embedder().close());
        loaded = Optional.of(next);
    }

    private Embedder load(Manifest version) {
        try {
            return Embedder.load(fetch(version));
        } catch (StoreUnavailableException e) {
            throw e;
        } catch (RuntimeException | Error e) {
            // Of any kind: no picture is to blame.
            throw new NoEmbedderException(
                    version.model() + " " + version.version() + " cannot be loaded: " + e.getMessage(), e);
        }
    }

    private Artefact fetch(Manifest version) {
        try {
            return store.fetch(version.model(), version.version(), version.digest(), cache);
        } catch (IOException e) {
            throw new UncheckedIOException("the cache of models cannot be written: " + cache, e);
        }
    }

    /** Gives the memory back after what was submitted. */
    @Override
    public void close() {
        loading.shutdownNow();
        between.execute(() -> loaded.ifPresent(last -> last.embedder().close()));
    }
}
