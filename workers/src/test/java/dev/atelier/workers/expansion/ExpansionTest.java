package dev.atelier.workers.expansion;

import static org.assertj.core.api.Assertions.assertThat;

import dev.atelier.contract.catalogues.Batch;
import dev.atelier.contract.catalogues.Batches;
import dev.atelier.contract.messages.CatalogueEvent;
import dev.atelier.contract.messages.CatalogueEvent.Listed;
import dev.atelier.contract.messages.CatalogueEvent.Retried;
import dev.atelier.contract.messages.CatalogueEvent.ShardFailed;
import dev.atelier.contract.messages.CatalogueRequest;
import dev.atelier.contract.messages.CatalogueSource;
import dev.atelier.contract.messages.MessageCodec;
import dev.atelier.contract.messages.ShardRequest;
import dev.atelier.contract.messages.Topic;
import dev.atelier.contract.objects.ObjectKeys;
import dev.atelier.workers.outages.StorePatience;
import dev.atelier.workers.reporting.RecordedReports;
import dev.atelier.workers.testing.PlayedStore;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What is asked for of a batch, by what the log says of it. */
class ExpansionTest {
    private static final int SHARDS = 3;
    private static final CatalogueRequest REQUEST = new CatalogueRequest(
            CatalogueRequest.VERSION,
            "batch",
            "default",
            "shirts",
            "1",
            "digest",
            new CatalogueSource("key", "sha256", CatalogueSource.Format.CSV),
            SHARDS,
            1,
            0,
            0,
            "body",
            Instant.now());

    private final RecordedReports recorded = new RecordedReports();
    private final PlayedStore store = new PlayedStore(key -> {});
    private final Batches log = new Batches(Duration.ofDays(1), 10);

    private Batch said(CatalogueEvent... events) {
        List.of(events).forEach(log::apply);
        return log.batch(REQUEST.id()).orElseThrow();
    }

    private List<Integer> asked() throws InterruptedException {
        recorded.log().drain(Duration.ofSeconds(30));
        return recorded.written(Topic.GENERATION_BULK).stream()
                .map(record -> MessageCodec.readShardRequest(record.value()))
                .map(ShardRequest::shard)
                .toList();
    }

    /** As where the expander was busy, or the store away, while somebody saw the failure and asked for a retry. */
    @Test
    void aShardIsMadeOnceMoreThoughItsFailureAndTheRetryAreSeenAtOneTime() throws InterruptedException {
        for (int shard = 0; shard < SHARDS; shard++) {
            store.put(ObjectKeys.shardItems("default", "batch", shard), new byte[] {1}, "", Map.of());
        }
        var patience = new StorePatience(recorded.metrics().retries("store"));
        var listing = new Listing(REQUEST, SHARDS, store, patience, () -> {
            throw new AssertionError("nothing is left to be listed");
        });
        var reports = new BatchReports(recorded.log(), new MessageCodec("/test"));
        var expansion = new Expansion(REQUEST, listing, store, patience, reports);
        log.apply(REQUEST);
        Instant now = Instant.now();
        expansion.ask(said(new Listed(CatalogueEvent.VERSION, "batch", now, SHARDS)), SHARDS);

        expansion.ask(
                said(
                        new ShardFailed(CatalogueEvent.VERSION, "batch", now, 1, "played", "for the test"),
                        new Retried(CatalogueEvent.VERSION, "batch", now, "ann")),
                SHARDS);

        assertThat(asked()).startsWith(0, 1, 2).filteredOn(shard -> shard == 1).hasSize(2);
    }
}
