package dev.atelier.workers.commands;

import dev.atelier.contract.catalogues.Standing;
import dev.atelier.contract.messages.CatalogueEvent;
import dev.atelier.contract.messages.MessageCodec;
import dev.atelier.contract.messages.ShardRequest;
import dev.atelier.contract.messages.UnreadableMessageException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jboss.logging.Logger;

/** Which batches are paused, cancelled or otherwise over: of the last 100,000 of which that was ever said. */
public final class CatalogueOrders {
    private static final Logger LOG = Logger.getLogger(CatalogueOrders.class);
    private static final int REMEMBERED = 100_000;

    private final Map<String, Standing> batches = new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Standing> eldest) {
            return size() > REMEMBERED;
        }
    };

    /**
     * Notes a message of {@code generation.catalogue-events}; one that can't be read is left to a newer release.
     *
     * @return whether it changed what is wanted
     */
    public boolean apply(byte[] message) {
        try {
            CatalogueEvent event = MessageCodec.readCatalogueEvent(message);
            synchronized (this) {
                Standing before = batches.getOrDefault(event.batch(), Standing.GOING_ON);
                Standing after = before.after(event);
                if (after.equals(before)) {
                    return false;
                }
                batches.put(event.batch(), after);
                return true;
            }
        } catch (UnreadableMessageException e) {
            LOG.warnf("an event of a batch is ignored: %s", e.getMessage());
            return false;
        }
    }

    /** Whether the shard is to be begun. */
    public synchronized boolean wants(ShardRequest request) {
        return batches.getOrDefault(request.batch(), Standing.GOING_ON).wants(request);
    }

    /** Whether the batch has ended, so that not even a shard that has begun is worth finishing. */
    public synchronized boolean isOver(String batch) {
        return batches.getOrDefault(batch, Standing.GOING_ON).over();
    }
}
