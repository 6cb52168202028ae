package dev.atelier.workers.expansion;

import dev.atelier.contract.artefact.Sha256;
import dev.atelier.contract.catalogues.Batch;
import dev.atelier.contract.messages.CatalogueEvent;
import dev.atelier.contract.messages.CatalogueEvent.Completed;
import dev.atelier.contract.messages.CatalogueRequest;
import dev.atelier.contract.objects.ObjectKeys;
import dev.atelier.contract.objects.ObjectNotFoundException;
import dev.atelier.contract.objects.ObjectStore;
import dev.atelier.contract.objects.ObjectUpload;
import dev.atelier.contract.objects.StoreUnavailableException;
import dev.atelier.workers.outages.StorePatience;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.HexFormat;

/** Writes the manifest of a batch: the indices of its shards one after the other, never all in memory. */
final class BatchManifest {
    private static final String FILE = "manifest.jsonl";
    private static final int BUFFER = 64 * 1024;

    private final ObjectStore store;
    private final StorePatience patience;

    BatchManifest(ObjectStore store, StorePatience patience) {
        this.store = store;
        this.patience = patience;
    }

    /**
     * @param batch of which every shard is stored
     * @return the batch's end
     * @throws BatchFailure where an index is not there, or they do not name all items
     */
    Completed write(Batch batch) {
        CatalogueRequest request = batch.request().orElseThrow();
        return patience.untilAvailable("the manifest of batch " + batch.id(), () -> {
            try {
                return once(request);
            } catch (IOException e) {
                throw new StoreUnavailableException("an index of batch " + batch.id() + " broke off: " + e, e);
            }
        });
    }

    private Completed once(CatalogueRequest request) throws IOException {
        String key = ObjectKeys.batchFile(request.tenant(), request.id(), FILE);
        MessageDigest digest = Sha256.newDigest();
        byte[] buffer = new byte[BUFFER];
        long size = 0;
        long lines = 0;
        try (ObjectUpload upload = store.upload(key, "application/x-ndjson")) {
            for (int shard = 0; shard < request.shards(); shard++) {
                try (InputStream index = open(request, shard)) {
                    for (int count = index.read(buffer); count >= 0; count = index.read(buffer)) {
                        upload.write(buffer, 0, count);
                        digest.update(buffer, 0, count);
                        size += count;
                        lines += linesIn(buffer, count);
                    }
                }
            }
            if (lines != request.items()) {
                throw new BatchFailure(
                        "manifest-incomplete",
                        "The indices of the shards name " + lines + " pictures; the batch has " + request.items()
                                + " items.");
            }
            upload.complete();
        }
        String sha256 = HexFormat.of().formatHex(digest.digest());
        return new Completed(CatalogueEvent.VERSION, request.id(), Instant.now(), key, sha256, size, request.items());
    }

    private InputStream open(CatalogueRequest request, int shard) {
        String key = ObjectKeys.shardIndex(request.tenant(), request.id(), shard);
        try {
            return store.open(key);
        } catch (ObjectNotFoundException e) {
            throw new BatchFailure("index-gone", "The index " + key + " of a stored shard is not in the store.");
        }
    }

    private static long linesIn(byte[] buffer, int count) {
        long lines = 0;
        for (int i = 0; i < count; i++) {
            lines += buffer[i] == '\n' ? 1 : 0;
        }
        return lines;
    }
}
