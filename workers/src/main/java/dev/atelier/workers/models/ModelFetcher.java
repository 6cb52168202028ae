package dev.atelier.workers.models;

import dev.atelier.contract.artefact.Artefact;
import dev.atelier.contract.models.ModelStore;
import dev.atelier.generator.runtime.GoldenPicture;
import dev.atelier.workers.outages.StorePatience;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.BiConsumer;
import org.jboss.logging.Logger;

/**
 * Brings model versions from the store to the disk, beside the pipeline: requests for one that is here already do not
 * wait for another one's download. While the store is away a fetch waits; it fails only for good reasons.
 */
public final class ModelFetcher {
    private static final Logger LOG = Logger.getLogger(ModelFetcher.class);
    private static final int REMEMBERED = 64;
    private static final int AT_ONE_TIME = 2;

    private final ModelStore store;
    private final Path cache;
    private final StorePatience patience;
    private final ExecutorService threads =
            Executors.newFixedThreadPool(AT_ONE_TIME, task -> new Thread(task, "model-fetch"));
    private final Map<ModelReference, CompletableFuture<FetchedModel>> models = new LinkedHashMap<>(16, 0.75f, true);

    public ModelFetcher(ModelStore store, Path cache, StorePatience patience) {
        this.store = store;
        this.cache = cache;
        this.patience = patience;
    }

    /**
     * The version, now or when it has come.
     *
     * @return fails with {@link dev.atelier.contract.artefact.InvalidArtefactException} where the version is missing or
     *     altered, with {@link dev.atelier.contract.objects.StoreRefusedException} where the store says no; the next
     *     call tries again then
     */
    public synchronized CompletableFuture<FetchedModel> fetch(ModelReference reference) {
        CompletableFuture<FetchedModel> known = models.get(reference);
        if (known != null && !known.isCompletedExceptionally()) {
            return known;
        }
        CompletableFuture<FetchedModel> fetched = CompletableFuture.supplyAsync(() -> fetchNow(reference), threads);
        models.put(reference, fetched);
        if (models.size() > REMEMBERED) {
            models.remove(models.keySet().iterator().next());
        }
        return fetched;
    }

    /**
     * Does something with the version or with what {@link #fetch} fails with. Those who wait for one version get it in
     * the order in which they asked: a future by itself serves the last one first.
     */
    public synchronized void whenFetched(ModelReference reference, BiConsumer<FetchedModel, Throwable> then) {
        models.put(reference, fetch(reference).whenComplete(then));
    }

    private FetchedModel fetchNow(ModelReference wanted) {
        String what = "version " + wanted.version() + " of " + wanted.model();
        return patience.untilAvailable(what, () -> {
            try {
                Artefact artefact = store.fetch(wanted.model(), wanted.version(), wanted.digest(), cache);
                if (!GoldenPicture.isIn(artefact)) {
                    // Its files are whole, so it is served.
                    LOG.warnf(
                            "%s has no golden picture: it is served without knowing that it makes here what it made where"
                                    + " it was trained",
                            wanted);
                }
                return new FetchedModel(wanted, artefact);
            } catch (IOException e) {
                throw new UncheckedIOException("cannot write " + what + " to " + cache, e);
            }
        });
    }

    /** Gives up what is still on its way. */
    public void close() {
        threads.shutdownNow();
    }
}
