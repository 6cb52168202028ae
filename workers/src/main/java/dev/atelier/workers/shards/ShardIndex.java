package dev.atelier.workers.shards;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.atelier.contract.artefact.Sha256;
import dev.atelier.contract.catalogues.ManifestLine;
import dev.atelier.contract.json.Json;
import dev.atelier.contract.objects.ObjectKeys;
import dev.atelier.contract.objects.ObjectStore;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.jboss.logging.Logger;

/**
 * The indices of shards that lie in the store, each that of the tar file beside it. A shard may have been made by two workers
 * at one time, and where these run on different processors their pictures differ in some pixels: then the tar file of one can
 * lie there with the index of the other. Every picture says on what it was made, so the first one tells; the index is then
 * made anew from the tar file.
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
     * @throws IOException where reading the tar file broke off
     * @throws IllegalStateException where one of both is no part of a shard
     * @throws dev.atelier.contract.objects.ObjectNotFoundException where one of both is not in the store
     */
    public byte[] read(String tenant, String batch, int shard) throws IOException {
        byte[] index = store.get(ObjectKeys.shardIndex(tenant, batch, shard));
        String tar = ObjectKeys.shard(tenant, batch, shard);
        if (isOf(tar, index)) {
            return index;
        }
        LOG.warnf("the index of %s is that of another worker's file, and is made anew", tar);
        try (InputStream in = store.open(tar)) {
            index = TarIndex.of(in, tar.substring(tar.lastIndexOf('/') + 1));
        }
        put(store, tenant, batch, shard, index);
        return index;
    }

    private boolean isOf(String tar, byte[] index) {
        ManifestLine first = first(tar, new String(index, StandardCharsets.UTF_8));
        return Sha256.of(store.get(tar, first.offset(), first.size())).equals(first.sha256());
    }

    private static ManifestLine first(String tar, String lines) {
        try {
            return Json.mapper().readValue(lines.lines().findFirst().orElse(""), ManifestLine.class);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("the index of " + tar + " is none: " + e.getOriginalMessage(), e);
        }
    }
}
