package dev.atelier.workers.shards;

import dev.atelier.contract.catalogues.CatalogueItem;
import dev.atelier.contract.messages.ShardRequest;
import dev.atelier.contract.objects.ObjectNotFoundException;
import dev.atelier.contract.objects.ObjectStore;
import dev.atelier.workers.jobs.Delivery;
import dev.atelier.workers.jobs.Failure;
import dev.atelier.workers.jobs.Shard;
import dev.atelier.workers.models.FetchedModel;
import dev.atelier.workers.models.ModelFetcher;
import dev.atelier.workers.models.ModelReference;
import dev.atelier.workers.outages.StorePatience;
import dev.atelier.workers.reporting.ShardReports;
import dev.atelier.workers.stages.Stage;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletionException;
import java.util.function.Consumer;
import org.jboss.logging.Logger;

/** Brings what a shard needs: its model version and its item list, which is checked. */
public final class ShardOpener {
    private static final Logger LOG = Logger.getLogger(ShardOpener.class);

    private final Stage stage;
    private final ModelFetcher models;
    private final ObjectStore store;
    private final StorePatience patience;
    private final ShardReports reports;

    /** @param stage with room for as many shards as are opened at one time */
    public ShardOpener(
            Stage stage, ModelFetcher models, ObjectStore store, StorePatience patience, ShardReports reports) {
        this.stage = stage;
        this.models = models;
        this.store = store;
        this.patience = patience;
        this.reports = reports;
    }

    /** @param opened gets the shard; where it can't be opened it fails in the log, or stays with the broker */
    void open(ShardRequest request, Delivery delivery, Consumer<Shard> opened) {
        models.whenFetched(ModelReference.of(request), (model, failure) -> {
            if (failure == null) {
                submit(() -> read(request, delivery, model, opened));
            } else {
                fail(request, delivery, failure instanceof CompletionException ? failure.getCause() : failure);
            }
        });
    }

    private void submit(Runnable task) {
        try {
            stage.submit(task);
        } catch (InterruptedException e) {
            // The worker ends: the request is not acknowledged, and comes again.
            Thread.currentThread().interrupt();
        }
    }

    private void read(ShardRequest request, Delivery delivery, FetchedModel model, Consumer<Shard> opened) {
        List<CatalogueItem> items;
        try {
            byte[] list = patience.untilAvailable(request.list(), () -> store.get(request.list()));
            items = ItemList.read(list, request, model.schema());
        } catch (RuntimeException e) {
            fail(request, delivery, e);
            return;
        }
        opened.accept(new Shard(delivery, request, model, items));
    }

    private void fail(ShardRequest request, Delivery delivery, Throwable cause) {
        if (cause instanceof CancellationException) {
            LOG.infof("shard %s stays with the broker: %s", request.key(), cause.getMessage());
            return;
        }
        LOG.warnf("shard %s cannot be opened: %s", request.key(), cause.getMessage());
        Failure failure = cause instanceof InvalidItemsException || cause instanceof ObjectNotFoundException
                ? new Failure(Failure.INVALID_ITEMS, "the shard's items: " + cause.getMessage())
                : Failure.because(cause);
        reports.failed(request.batch(), request.shard(), failure, delivery::acknowledge);
    }
}
