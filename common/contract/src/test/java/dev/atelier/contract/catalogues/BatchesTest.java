package dev.atelier.contract.catalogues;

import static org.assertj.core.api.Assertions.assertThat;

import dev.atelier.contract.catalogues.Batch.State;
import dev.atelier.contract.messages.CatalogueEvent;
import dev.atelier.contract.messages.CatalogueEvent.Cancelled;
import dev.atelier.contract.messages.CatalogueEvent.Completed;
import dev.atelier.contract.messages.CatalogueEvent.Failed;
import dev.atelier.contract.messages.CatalogueEvent.Halted;
import dev.atelier.contract.messages.CatalogueEvent.Listed;
import dev.atelier.contract.messages.CatalogueEvent.Paused;
import dev.atelier.contract.messages.CatalogueEvent.Resumed;
import dev.atelier.contract.messages.CatalogueEvent.Retried;
import dev.atelier.contract.messages.CatalogueEvent.ShardFailed;
import dev.atelier.contract.messages.CatalogueEvent.ShardStored;
import dev.atelier.contract.messages.CatalogueRequest;
import dev.atelier.contract.messages.CatalogueSource;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class BatchesTest {
    private static final Instant START = Instant.parse("2026-03-01T12:00:00Z");
    private final Batches batches = new Batches(Duration.ofDays(30), 3);

    private static CatalogueRequest request(String id, long items) {
        var source = new CatalogueSource("key", "ab", CatalogueSource.Format.CSV);
        return new CatalogueRequest(1, id, "default", "m", "1", "cd", source, items, 100, 0, 7, "body", START);
    }

    private static Instant at(int seconds) {
        return START.plusSeconds(seconds);
    }

    private static CatalogueEvent stored(int shard, int seconds) {
        return new ShardStored(1, "b", at(seconds), shard, "k", "s", 1_000, "i", "t", 100, "w");
    }

    private static CatalogueEvent failed(int shard) {
        return new ShardFailed(1, "b", at(9), shard, "invalid-model", "gone");
    }

    private Batch apply(CatalogueEvent... events) {
        List.of(events).forEach(batches::apply);
        return batches.batch("b").orElseThrow();
    }

    private Batch running(long items) {
        batches.apply(request("b", items));
        return apply(new Listed(1, "b", at(0), (int) ((items + 99) / 100)));
    }

    @Test
    void aBatchRunsFromItsFirstListedShardToItsEnd() {
        batches.apply(request("b", 250));
        assertThat(batches.batch("b").orElseThrow().state()).isEqualTo(State.ACCEPTED);
        assertThat(running(250).state()).isEqualTo(State.RUNNING);
        Batch all = apply(stored(0, 1), stored(2, 2), stored(1, 3));
        assertThat(all.allStored()).isTrue();
        assertThat(all.state()).isEqualTo(State.RUNNING);
        assertThat(apply(new Completed(1, "b", at(4), "m", "s", 10, 250)).state())
                .isEqualTo(State.COMPLETED);
    }

    @Test
    void aShardThatIsStoredTwiceCountsOnce() {
        running(300);
        Batch batch = apply(stored(0, 1), stored(0, 2), stored(1, 3));
        assertThat(batch.shards().stored()).isEqualTo(2);
        assertThat(batch.shards().images()).isEqualTo(200);
        assertThat(batch.shards().bytes()).isEqualTo(2_000);
        assertThat(batch.shards().open()).containsExactly(2);
    }

    @Test
    void theFirstRequestOfAnIdCountsAndTheFirstEnd() {
        running(300);
        assertThat(batches.apply(request("b", 900))).isEmpty();
        Batch batch = apply(new Cancelled(1, "b", at(1), "ann"), new Failed(1, "b", at(2), "c", "r"), stored(0, 3));
        assertThat(batch.state()).isEqualTo(State.CANCELLED);
        assertThat(batch.request().orElseThrow().items()).isEqualTo(300);
        assertThat(batch.shards().stored()).isZero();
    }

    @Test
    void eventsBeforeTheRequestAreKept() {
        batches.apply(new Listed(1, "b", at(0), 3));
        batches.apply(stored(1, 1));
        assertThat(batches.batch("b")).isEmpty();
        assertThat(batches.all()).isEmpty();
        Batch batch = batches.apply(request("b", 300)).orElseThrow();
        assertThat(batch.shards().stored()).isEqualTo(1);
        assertThat(batch.changes()).isEqualTo(2);
    }

    @Test
    void pausesAndResumesCountOnlyWhereTheyChangeSomething() {
        running(300);
        Batch paused = apply(new Paused(1, "b", at(1), "ann"), new Paused(1, "b", at(2), "bob"), stored(0, 3));
        assertThat(paused.state()).isEqualTo(State.PAUSED);
        assertThat(paused.shards().stored()).isEqualTo(1);
        Batch resumed = apply(new Resumed(1, "b", at(4), "ann"), new Resumed(1, "b", at(5), "ann"));
        assertThat(resumed.state()).isEqualTo(State.RUNNING);
        assertThat(resumed.resumes()).isEqualTo(1);
    }

    @Test
    void aBatchWithFailedShardsWaitsToBeRetried() {
        running(300);
        Batch incomplete = apply(stored(0, 1), failed(1), failed(2));
        assertThat(incomplete.state()).isEqualTo(State.INCOMPLETE);
        assertThat(incomplete.shards().failures())
                .extracting(ShardFailed::shard)
                .containsExactly(1, 2);
        Batch retried = apply(new Retried(1, "b", at(10), "ann"));
        assertThat(retried.state()).isEqualTo(State.RUNNING);
        assertThat(retried.shards().open()).containsExactly(1, 2);
        assertThat(apply(stored(1, 11), stored(2, 12), failed(2)).allStored()).isTrue();
    }

    @Test
    void aStoredShardFailsOnlyIfItIsLostAndIsNotCountedTwiceWhenItIsStoredAgain() {
        running(200);
        Batch stored = apply(stored(0, 1), stored(1, 2), failed(1));
        assertThat(stored.allStored()).isTrue();
        CatalogueEvent lost = new ShardFailed(1, "b", at(9), 1, ShardFailed.LOST, "The file is gone.");
        Batch incomplete = apply(lost, lost);
        assertThat(incomplete.state()).isEqualTo(State.INCOMPLETE);
        assertThat(incomplete.shards().failures()).containsExactly((ShardFailed) lost);
        Batch retried = apply(new Retried(1, "b", at(10), "ann"));
        assertThat(retried.shards().open()).containsExactly(1);
        Batch again = apply(stored(1, 11));
        assertThat(again.allStored()).isTrue();
        assertThat(again.shards().images()).isEqualTo(200);
        assertThat(again.shards().bytes()).isEqualTo(2_000);
    }

    @Test
    void aBatchThatHaltedByItselfSaysWhyAndMakesItsFailedShardsAgainOnceItIsResumed() {
        running(300);
        var full = new Halted(1, "b", at(2), "store-full", "The store is full.");
        Batch halted = apply(stored(0, 1), failed(1), full, new Halted(1, "b", at(3), "store-full", "Again."));
        assertThat(halted.state()).isEqualTo(State.PAUSED);
        assertThat(halted.halt()).contains(full);
        Batch resumed = apply(new Resumed(1, "b", at(10), "ann"));
        assertThat(resumed.state()).isEqualTo(State.RUNNING);
        assertThat(resumed.halt()).isEmpty();
        assertThat(resumed.shards().open()).containsExactly(1, 2);
        assertThat(resumed.resumes()).isEqualTo(1);
        assertThat(apply(full, new Retried(1, "b", at(12), "ann")).state()).isEqualTo(State.RUNNING);
    }

    @Test
    void theReasonsOfManyFailuresTakeBoundedMemory() {
        running(100_000);
        for (int shard = 999; shard >= 0; shard--) {
            batches.apply(failed(shard));
        }
        Batch batch = batches.batch("b").orElseThrow();
        assertThat(batch.shards().failed()).isEqualTo(1_000);
        assertThat(batch.shards().failures()).hasSize(100);
        assertThat(batch.shards().failures().iterator().next().shard()).isZero();
    }

    @Test
    void thePaceIsThatOfTheShardsSinceTheLastPause() {
        running(1_000);
        assertThat(batches.batch("b").orElseThrow().imagesPerSecond()).isEmpty();
        Batch batch = apply(stored(0, 10), stored(1, 20));
        assertThat(batch.imagesPerSecond()).hasValue(10.0);
        assertThat(batch.expectedEnd()).contains(at(20 + 80));
        Batch resumed =
                apply(new Paused(1, "b", at(21), "ann"), new Resumed(1, "b", at(5_000), "ann"), stored(2, 5_005));
        assertThat(resumed.imagesPerSecond()).hasValue(20.0);
    }

    @Test
    void whatHasNotChangedForTheRetentionOrIsTooMuchIsForgotten() {
        running(300);
        batches.forget(START.plus(Duration.ofDays(31)));
        assertThat(batches.batch("b")).isEmpty();
        for (int i = 0; i < 5; i++) {
            batches.apply(request("many-" + i, 100));
            batches.apply(new Listed(1, "many-" + i, at(i), 1));
        }
        batches.forget(at(10));
        assertThat(batches.all()).extracting(Batch::id).containsExactlyInAnyOrder("many-2", "many-3", "many-4");
    }

    @Test
    void shardsThatNoBatchCanHaveAreVoid() {
        running(300);
        assertThat(apply(stored(-1, 1), stored(2_000_000_000, 1)).shards().stored())
                .isZero();
    }
}
