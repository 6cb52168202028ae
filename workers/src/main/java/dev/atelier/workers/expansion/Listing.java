package dev.atelier.workers.expansion;

import dev.atelier.contract.attributes.AttributeSchema;
import dev.atelier.contract.json.Json;
import dev.atelier.contract.messages.CatalogueRequest;
import dev.atelier.contract.objects.ObjectKeys;
import dev.atelier.contract.objects.ObjectStore;
import dev.atelier.contract.objects.StoreUnavailableException;
import dev.atelier.workers.outages.StorePatience;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.jboss.logging.Logger;

/**
 * Writes the item lists of a batch's shards, one after the other. The source stays open between two shards; where its
 * connection breaks it is read again from the start, past what is listed. The lists are a function of the source, so who
 * writes one twice writes the same bytes.
 */
final class Listing implements AutoCloseable {
    private static final Logger LOG = Logger.getLogger(Listing.class);

    private final CatalogueRequest request;
    private final ObjectStore store;
    private final StorePatience patience;
    private final Supplier<AttributeSchema> schema;
    private int next;
    private Optional<SourceReader> reader = Optional.empty();

    /**
     * @param listed shards whose lists lie in the store already
     * @param schema of the batch's model version; asked when it is needed
     */
    Listing(
            CatalogueRequest request,
            int listed,
            ObjectStore store,
            StorePatience patience,
            Supplier<AttributeSchema> schema) {
        this.request = request;
        this.next = listed;
        this.store = store;
        this.patience = patience;
        this.schema = schema;
    }

    /** Shards below this number are listed. */
    int listed() {
        return next;
    }

    boolean isDone() {
        return next >= request.shards();
    }

    /** How many items a shard has. */
    static int itemsOf(CatalogueRequest request, int shard) {
        return (int) Math.min(request.shardSize(), request.items() - (long) shard * request.shardSize());
    }

    /**
     * Writes the next list; after the last one the source has been compared with what was accepted.
     *
     * @throws BatchFailure where the source is gone or altered
     */
    void listNext() {
        byte[] list = patience.untilAvailable("listing batch " + request.id(), this::read);
        put(ObjectKeys.shardItems(request.tenant(), request.id(), next), list);
        next++;
        if (isDone()) {
            close();
        }
    }

    /** A list that cannot be put is read again the next time: its items have passed by in the source. */
    private void put(String key, byte[] list) {
        try {
            patience.untilAvailable("listing batch " + request.id(), () -> {
                store.put(key, list, "application/x-ndjson", Map.of());
                return true;
            });
        } catch (RuntimeException e) {
            close();
            throw e;
        }
    }

    private byte[] read() {
        try {
            SourceReader source = opened();
            var list = new ByteArrayOutputStream();
            for (int i = itemsOf(request, next); i > 0; i--) {
                list.writeBytes(Json.bytes(source.next()));
                list.write('\n');
            }
            if (next == request.shards() - 1) {
                source.requireEnd();
            }
            return list.toByteArray();
        } catch (IOException e) {
            close();
            throw new StoreUnavailableException("the source of batch " + request.id() + " broke off: " + e, e);
        } catch (RuntimeException e) {
            close();
            throw e;
        }
    }

    private SourceReader opened() throws IOException {
        if (reader.isEmpty()) {
            SourceReader opened = SourceReader.open(request, store, schema.get());
            reader = Optional.of(opened);
            for (long skipped = 0; skipped < (long) next * request.shardSize(); skipped++) {
                opened.next();
            }
        }
        return reader.get();
    }

    /** Lets the source go; the next list opens it again. */
    @Override
    public void close() {
        reader.ifPresent(open -> {
            try {
                open.close();
            } catch (IOException e) {
                LOG.debugf("closing the source of batch %s: %s", request.id(), e.getMessage());
            }
        });
        reader = Optional.empty();
    }
}
