package dev.atelier.gateway.batches;

import dev.atelier.contract.catalogues.Batch;
import dev.atelier.contract.catalogues.Batches;
import dev.atelier.contract.messages.CatalogueEvent;
import dev.atelier.contract.messages.CatalogueRequest;
import dev.atelier.gateway.watching.Subscription;
import dev.atelier.gateway.watching.Watchers;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** All batches of the recent log, and who wants to hear of which. One thread applies, any thread asks. */
public final class BatchView {
    private final Batches batches;
    private final Watchers<Batch> watchers = new Watchers<>();

    /**
     * @param retention how long after its last change a batch can be asked for
     * @param most batches that are kept
     */
    public BatchView(Duration retention, int most) {
        this.batches = new Batches(retention, most);
    }

    /** Applies the next request of the log. */
    public void apply(CatalogueRequest request) {
        batches.apply(request).ifPresent(this::tell);
    }

    /** Applies the next event of the log. */
    public void apply(CatalogueEvent event) {
        batches.apply(event).ifPresent(this::tell);
    }

    private void tell(Batch batch) {
        watchers.tell(batch.id(), batch);
    }

    /** Drops what is older than the retention at {@code now}. */
    public void forget(Instant now) {
        batches.forget(now);
    }

    public Optional<Batch> batch(String id) {
        return batches.batch(id);
    }

    /** All batches, newest first. */
    public List<Batch> all() {
        return batches.all();
    }

    /** Hears of every change of a batch, also of one that does not exist yet; on the applying thread. */
    public Subscription watch(String id, Consumer<Batch> watcher) {
        return watchers.add(id, watcher);
    }
}
