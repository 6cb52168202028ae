package dev.atelier.workers.shards;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.atelier.contract.artefact.Sha256;
import dev.atelier.contract.catalogues.ManifestLine;
import dev.atelier.contract.json.Json;
import dev.atelier.contract.objects.ObjectKeys;
import dev.atelier.contract.objects.ObjectNotFoundException;
import dev.atelier.contract.objects.ObjectStore;
import dev.atelier.contract.objects.StoreRefusedException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.jboss.logging.Logger;

/**
 * The indices of shards that lie in the store, each that of the tar file beside it. A shard may have been made by two workers
 * at one time, and where these run on different processors their pictures differ in some pixels: then the tar file of one can
 * lie there with the index of the other. Every picture says on what it was made, so the first one tells; the index is then
 * made anew from the tar file, and so is one that is missing or not whole.
 */
public final class ShardIndex {
    private static final Logger LOG = Logger.getLogger(ShardIndex.class);

    private final ObjectStore store;

    public ShardIndex(ObjectStore store) {
        this.store = store;
    }

    /** Writes one. */
    static void put(ObjectStore store, String tenant, String batch, int shard, byte[] lines) {
        var metadata = Map.of("batch", batch, "tenant", tenant, "sha256", Sha256.of(lines));
        store.put(ObjectKeys.shardIndex(tenant, batch, shard), lines, "application/x-ndjson", metadata);
    }

    /**
     * A shard's lines of the manifest.
     *
     * @param items that the shard has
     * @throws LostShardException where its tar file is not in the store, or is not whole
     */
    public byte[] read(String tenant, String batch, int shard, int items) throws LostShardException {
        String tar = ObjectKeys.shard(tenant, batch, shard);
        try {
            byte[] index = stored(ObjectKeys.shardIndex(tenant, batch, shard));
            if (linesIn(index) == items && isOf(tar, index)) {
                return index;
            }
            LOG.warnf("the index of %s is missing or is not that of this file, and is made anew", tar);
            index = ofTar(tar, items);
            put(store, tenant, batch, shard, index);
            return index;
        } catch (ObjectNotFoundException e) {
            throw new LostShardException(tar + " was stored and is not in the store any more");
        }
    }

    private byte[] stored(String key) {
        try {
            return store.get(key);
        } catch (ObjectNotFoundException e) {
            return new byte[0];
        }
    }

    private boolean isOf(String tar, byte[] index) {
        try {
            String lines = new String(index, StandardCharsets.UTF_8);
            ManifestLine first =
                    Json.mapper().readValue(lines.lines().findFirst().orElse(""), ManifestLine.class);
            return Sha256.of(store.get(tar, first.offset(), first.size())).equals(first.sha256());
        } catch (JsonProcessingException | StoreRefusedException e) {
            // No index, or a file that ends before the picture; whoever reads the whole file learns what is wrong.
            LOG.debugf("the index of %s: %s", tar, e.getMessage());
            return false;
        }
    }

    private byte[] ofTar(String tar, int items) throws LostShardException {
        byte[] index;
        try (var in = new StoredBytes(tar, store.open(tar))) {
            index = TarIndex.of(in, tar.substring(tar.lastIndexOf('/') + 1));
        } catch (IOException | IllegalStateException e) {
            throw new LostShardException(tar + " is damaged: " + e.getMessage());
        }
        if (linesIn(index) != items) {
            throw new LostShardException(
                    tar + " is damaged: it has " + linesIn(index) + " pictures, where " + items + " were stored");
        }
        return index;
    }

    private static long linesIn(byte[] index) {
        long lines = 0;
        for (byte each : index) {
            lines += each == '\n' ? 1 : 0;
        }
        return lines;
    }
}
