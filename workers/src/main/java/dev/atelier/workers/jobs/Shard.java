package dev.atelier.workers.jobs;

import dev.atelier.contract.catalogues.CatalogueItem;
import dev.atelier.contract.experiments.Ingredients;
import dev.atelier.contract.experiments.Latent;
import dev.atelier.contract.messages.ShardRequest;
import dev.atelier.workers.models.FetchedModel;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

/** A shard of a batch that this worker has opened: its pictures are made when there is room, and packed into one file. */
public final class Shard extends Work {
    private static final Runnable OVER = () -> {};

    private final ShardRequest request;
    private final List<CatalogueItem> items;
    private final AtomicReference<Runnable> atEnd = new AtomicReference<>(() -> {});

    /** @param items checked by the model's schema */
    public Shard(Delivery delivery, ShardRequest request, FetchedModel model, List<CatalogueItem> items) {
        super(model, delivery);
        this.request = request;
        this.items = items;
    }

    public ShardRequest request() {
        return request;
    }

    public CatalogueItem item(int index) {
        return items.get(index);
    }

    /** Has something done when the shard is over, however it ends; at once where it is over already. One thing at most. */
    public void atEnd(Runnable action) {
        if (atEnd.getAndUpdate(present -> present == OVER ? OVER : action) == OVER) {
            action.run();
        }
    }

    @Override
    public boolean end() {
        boolean first = super.end();
        if (first) {
            atEnd.getAndSet(OVER).run();
        }
        return first;
    }

    @Override
    public Lane lane() {
        return Lane.BULK;
    }

    @Override
    public String tenant() {
        return request.tenant();
    }

    @Override
    public String id() {
        return request.key();
    }

    @Override
    public int count() {
        return items.size();
    }

    @Override
    public Ingredients ingredients(int index) {
        CatalogueItem item = items.get(index);
        return new Ingredients(item.attributes(), new Latent(item.seed(), 0), Optional.empty(), Optional.empty());
    }
}
