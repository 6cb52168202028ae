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
import dev.atelier.workers.shards.ShardIndex;
import java.io.IOException;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.HexFormat;

/** Writes the manifest of a batch: the indices of its shards one after the other, one in memory at a time. */
final class BatchManifest {
    private static final String FILE = "manifest.jsonl";

    private final ObjectStore store;
    private final ShardIndex indices;
    private final StorePatience patience;

    BatchManifest(ObjectStore store, StorePatience patience) {
        this.store = store;
        this.indices = new ShardIndex(store);
        this.patience = patience;
    }

    /**
     * @param batch of which every shard is stored
     * @return the batch's end
     * @throws BatchFailure where a shard is not there, or they do not name all items
     */
    Completed write(Batch batch) {
        CatalogueRequest request = batch.request().orElseThrow();
        return patience.untilAvailable("the manifest of batch " + batch.id(), () -> {
            try {
                return once(request);
            } catch (IOException e) {
                throw new StoreUnavailableException("a shard of batch " + batch.id() + " broke off: " + e, e);
            }
        });
    }

    private Completed once(CatalogueRequest request) throws IOException {
        String key = ObjectKeys.batchFile(request.tenant(), request.id(), FILE);
        MessageDigest digest = Sha256.newDigest();
        long size = 0;
        long lines = 0;
        try (ObjectUpload upload = store.upload(key, "application/x-ndjson")) {
            for (int shard = 0; shard < request.shards(); shard++) {
                byte[] index = index(request, shard);
                upload.write(index);
                digest.update(index);
                size += index.length;
                lines += linesIn(index);
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

    private byte[] index(CatalogueRequest request, int shard) throws IOException {
        try {
            return indices.read(request.tenant(), request.id(), shard);
        } catch (ObjectNotFoundException e) {
            throw new BatchFailure(
                    "shard-gone", "Shard " + shard + " was stored and is not in the store: " + e.getMessage());
        }
    }

    private static long linesIn(byte[] index) {
        long lines = 0;
        for (byte each : index) {
            lines += each == '\n' ? 1 : 0;
        }
        return lines;
    }
}
