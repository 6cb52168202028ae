package dev.atelier.workers.expansion;

import dev.atelier.contract.catalogues.Batch;
import dev.atelier.contract.messages.CatalogueRequest;
import dev.atelier.contract.objects.ObjectKeys;
import dev.atelier.contract.objects.ObjectStore;
import dev.atelier.contract.objects.StoreRefusedException;
import dev.atelier.workers.outages.StorePatience;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;

/**
 * Removes what only the making of a batch needed, once the batch has been over for a time: its source, where that was sent
 * with the request, and the lists of its shards' items. An end is final, so nobody asks for these again; a batch that can be
 * resumed or retried is not over. Shards, their indices and the manifest stay.
 */
final class Leftovers {
    private static final Logger LOG = Logger.getLogger(Leftovers.class);
    /** The log keeps batches for 30 days; of one that it has forgotten nobody would know that it is over. */
    private static final Duration LONGEST = Duration.ofDays(29);

    private static final List<String> FOLDERS = List.of(ObjectKeys.SOURCES, "items/");

    private final ObjectStore store;
    private final StorePatience patience;
    private final Duration kept;
    private final Set<String> removed = new HashSet<>();

    /**
     * @param kept how long after its end a batch's leftovers stay, 0 to 29 days
     * @throws IllegalArgumentException where that is too long or negative
     */
    Leftovers(ObjectStore store, StorePatience patience, Duration kept) {
        if (kept.isNegative() || kept.compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException(
                    "atelier.worker.sources-kept must be 0 to " + LONGEST.toDays() + " days, not " + kept);
        }
        this.store = store;
        this.patience = patience;
        this.kept = kept;
    }

    /** Of these the batches whose leftovers are due; each is named once. Called on one thread. */
    List<Batch> due(Collection<Batch> batches, Instant now) {
        removed.retainAll(batches.stream().map(Batch::id).collect(Collectors.toSet()));
        return batches.stream()
                .filter(batch -> batch.state().isEnd())
                .filter(batch -> !batch.changedAt().plus(kept).isAfter(now))
                .filter(batch -> removed.add(batch.id()))
                .toList();
    }

    /** Waits for a store that is away. What a store refuses stays, and is tried again by the next owner. */
    void remove(Batch batch) {
        CatalogueRequest request = batch.request().orElseThrow();
        try {
            int objects = 0;
            for (String folder : FOLDERS) {
                String prefix = ObjectKeys.batchFile(request.tenant(), request.id(), folder);
                for (String key : patience.untilAvailable("listing " + prefix, () -> store.list(prefix))) {
                    patience.untilAvailable("removing " + key, () -> {
                        store.delete(key);
                        return key;
                    });
                    objects++;
                }
            }
            if (objects > 0) {
                LOG.infof("removed %d leftovers of batch %s, over since %s", objects, batch.id(), batch.changedAt());
            }
        } catch (StoreRefusedException e) {
            LOG.warnf("leftovers of batch %s stay: %s", batch.id(), e.getMessage());
        }
    }
}
