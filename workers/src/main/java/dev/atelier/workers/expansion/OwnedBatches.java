package dev.atelier.workers.expansion;

import dev.atelier.contract.catalogues.Batch;
import dev.atelier.contract.catalogues.Batches;
import dev.atelier.contract.messages.CatalogueEvent;
import dev.atelier.contract.messages.CatalogueRequest;
import dev.atelier.contract.messages.Message;
import dev.atelier.contract.messages.MessageCodec;
import dev.atelier.contract.messages.UnreadableMessageException;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jboss.logging.Logger;

/** The batches that this worker owns, as the log tells of them. Any thread asks. */
final class OwnedBatches implements Ownership.Owner {
    private static final Logger LOG = Logger.getLogger(OwnedBatches.class);

    private final Batches batches;
    private final BatchReports reports;
    private final Runnable changed;
    private final Map<String, Integer> partitionOf = new ConcurrentHashMap<>();

    /** @param changed called whenever there may be something to do */
    OwnedBatches(Batches batches, BatchReports reports, Runnable changed) {
        this.batches = batches;
        this.reports = reports;
        this.changed = changed;
    }

    /** Notes a message of {@code generation.catalogue-events}; one that can't be read is left to a newer release. */
    void apply(byte[] message) {
        try {
            CatalogueEvent event = MessageCodec.readCatalogueEvent(message);
            batches.apply(event);
            if (partitionOf.containsKey(event.batch())) {
                changed.run();
            }
        } catch (UnreadableMessageException e) {
            LOG.warnf("an event of a batch is ignored: %s", e.getMessage());
        }
    }

    @Override
    public void owns(int partition, Message message) {
        try {
            CatalogueRequest request = MessageCodec.readCatalogueRequest(message.value());
            batches.apply(request);
            partitionOf.put(request.id(), partition);
            changed.run();
        } catch (UnreadableMessageException e) {
            // Read by each new owner: what was refused once is refused by the fold of the events.
            if (message.key().isBlank()) {
                LOG.warnf("a batch without an id is ignored: %s", e.getMessage());
            } else if (!batches.isOver(message.key())) {
                reports.refused(message, e.code(), e.getMessage());
            }
        }
    }

    @Override
    public void lost(int partition) {
        partitionOf.values().removeIf(owned -> owned == partition);
        changed.run();
    }

    /** All of them, in no order. */
    List<Batch> all() {
        return partitionOf.keySet().stream()
                .map(batches::batch)
                .flatMap(Optional::stream)
                .toList();
    }

    /**
     * Those that are not over, the longest accepted first, but of those that are to be listed a second one of a tenant after
     * the first ones of all others, and so on.
     */
    List<Batch> open() {
        Map<String, Integer> turns = new HashMap<>();
        return all().stream()
                .filter(batch -> !batch.state().isEnd())
                .sorted(Comparator.comparing(
                        batch -> batch.request().orElseThrow().acceptedAt()))
                .map(batch -> new Turn(isToBeListed(batch) ? turns.merge(batch.tenant(), 1, Integer::sum) : 0, batch))
                .sorted(Comparator.comparingInt(Turn::number))
                .map(Turn::batch)
                .toList();
    }

    private record Turn(int number, Batch batch) {}

    private static boolean isToBeListed(Batch batch) {
        return !batch.paused()
                && batch.shards().listed() < batch.request().orElseThrow().shards();
    }
}
