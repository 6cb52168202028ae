package dev.atelier.workers.expansion;

import dev.atelier.contract.artefact.Sha256;
import dev.atelier.contract.catalogues.Batch;
import dev.atelier.contract.messages.CatalogueEvent;
import dev.atelier.contract.messages.CatalogueEvent.Completed;
import dev.atelier.contract.messages.CatalogueEvent.ShardFailed;
import dev.atelier.contract.messages.CatalogueRequest;
import dev.atelier.contract.objects.ObjectKeys;
import dev.atelier.contract.objects.ObjectStore;
import dev.atelier.contract.objects.ObjectUpload;
import dev.atelier.workers.jobs.Failure;
import dev.atelier.workers.outages.StorePatience;
import dev.atelier.workers.shards.LostShardException;
import dev.atelier.workers.shards.ShardIndex;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

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
     * @return what is to be said of the batch: its end, or each shard that has to be made once more
     */
    List<CatalogueEvent> write(Batch batch) {
        CatalogueRequest request = batch.request().orElseThrow();
        return patience.untilAvailable("the manifest of batch " + batch.id(), () -> once(request));
    }

    private List<CatalogueEvent> once(CatalogueRequest request) {
        String key = ObjectKeys.batchFile(request.tenant(), request.id(), FILE);
        MessageDigest digest = Sha256.newDigest();
        var lost = new ArrayList<CatalogueEvent>();
        long size = 0;
        try (ObjectUpload upload = store.upload(key, "application/x-ndjson")) {
            for (int shard = 0; shard < request.shards(); shard++) {
                try {
                    byte[] index = indices.read(request.tenant(), request.id(), shard, Listing.itemsOf(request, shard));
                    upload.write(index);
                    digest.update(index);
                    size += index.length;
                } catch (LostShardException e) {
                    lost.add(failed(request, shard, e));
                }
            }
            if (!lost.isEmpty()) {
                return lost;
            }
            upload.complete();
        }
        String sha256 = HexFormat.of().formatHex(digest.digest());
        return List.of(
                new Completed(CatalogueEvent.VERSION, request.id(), Instant.now(), key, sha256, size, request.items()));
    }

    private static ShardFailed failed(CatalogueRequest request, int shard, LostShardException lost) {
        var failure = new Failure(ShardFailed.LOST, lost.getMessage());
        return new ShardFailed(
                CatalogueEvent.VERSION, request.id(), Instant.now(), shard, failure.code(), failure.reason());
    }
}
