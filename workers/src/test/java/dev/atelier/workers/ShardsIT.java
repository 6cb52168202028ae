package dev.atelier.workers;

import static org.assertj.core.api.Assertions.assertThat;

import dev.atelier.contract.messages.CatalogueEvent;
import dev.atelier.contract.messages.CatalogueEvent.Cancelled;
import dev.atelier.contract.messages.CatalogueEvent.Completed;
import dev.atelier.contract.messages.CatalogueEvent.Paused;
import dev.atelier.contract.messages.CatalogueEvent.ShardFailed;
import dev.atelier.contract.messages.CatalogueEvent.ShardStored;
import dev.atelier.contract.messages.CatalogueRequest;
import dev.atelier.contract.messages.GenerationRequest;
import dev.atelier.contract.messages.Message;
import dev.atelier.contract.messages.ShardRequest;
import dev.atelier.contract.messages.Topic;
import dev.atelier.workers.testing.Installation;
import dev.atelier.workers.testing.ShardContent;
import dev.atelier.workers.testing.WorkerProcess;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Shards of catalogues on a real broker and store, by packaged workers. */
class ShardsIT {
    private static final String GIVEN_BACK = "atelier_shards_given_back_total";
    private static final Duration PATIENCE = Duration.ofSeconds(300);
    /** Shards, fewer than a worker holds at one time. */
    private static final int MANY = 60;

    private static Installation installation;
    private static WorkerProcess worker;

    @BeforeAll
    static void start() {
        installation = Installation.shared();
        worker = Installation.sharedWorker();
    }

    private static String batch() {
        return UUID.randomUUID().toString();
    }

    @Test
    void aShardsPicturesAreThoseThatAPersonGetsForTheSameSeed() throws Exception {
        ShardRequest request = installation.shard("default", batch(), 1, 100);
        installation.send(request);
        ShardStored stored = installation.log().awaitStored(request.batch(), 1).get(0);
        ShardContent content = ShardContent.of(stored, installation.store());
        content.assertWhole(request);
        GenerationRequest job = installation.request(installation.model(), 1, request.first() + 42);
        installation.log().awaitEnd(installation.send(job));

        assertThat(content.png(42)).isEqualTo(installation.picture(job.id(), 0));
    }

    @Test
    void aShardThatIsAskedForAgainHasTheSameBytes() {
        ShardRequest request = installation.shard("default", batch(), 0, 300);
        installation.send(request);
        installation.send(request);
        ShardStored first = installation.log().awaitStored(request.batch(), 1).get(0);
        byte[] tar = installation.store().get(first.key());
        int reports = installation.log().stored(request.batch()).size();

        installation.send(request);
        List<ShardStored> all = installation.log().awaitStored(request.batch(), reports + 1);

        assertThat(all).extracting(ShardStored::sha256).containsOnly(first.sha256());
        assertThat(all).extracting(ShardStored::indexSha256).containsOnly(first.indexSha256());
        assertThat(installation.store().get(first.key())).isEqualTo(tar);
    }

    /**
     * All of the large one's shards are in the worker's hands before the ten are asked for: served in the order of their coming
     * these would be the last. How large the shards are depends on the machine: so that most are left to be made then.
     */
    @Test
    void aTenantWithTenItemsWaitsForFewShardsOfOneWithThousands() throws IOException {
        int left = 0;
        for (int items = 2_000; left < MANY / 2; items *= 2) {
            String large = batch();
            int each = items;
            IntStream.range(0, MANY)
                    .mapToObj(shard -> installation.shard("large", large, shard, each))
                    .forEach(installation::send);
            Awaitility.await("all shards are taken")
                    .atMost(PATIENCE)
                    .until(() -> worker.metric("atelier_shards")
                                    + installation.log().stored(large).size()
                            >= MANY);
            ShardRequest ten = installation.shard("small", batch(), 0, 10);
            installation.send(ten);
            Instant asked = Instant.now();
            Instant done = installation.log().awaitStored(ten.batch(), 1).get(0).at();
            installation.say(new Cancelled(CatalogueEvent.VERSION, large, Instant.now(), "ann"));

            left = MANY - storedBefore(asked, large);
            assertThat(storedBefore(done, large) - storedBefore(asked, large))
                    .as("shards of %d items that were made while ten items waited, of %d left", items, left)
                    .isLessThanOrEqualTo(Math.max(MANY / 4, left / 2));
        }
    }

    private static int storedBefore(Instant moment, String batch) {
        return (int) installation.log().stored(batch).stream()
                .filter(stored -> stored.at().isBefore(moment))
                .count();
    }

    @Test
    void aCatalogueOfTenItemsIsCompletedWhileOneOfAMillionIsAtASmallShare() {
        int million = 1_000_000;
        CatalogueRequest large = installation.catalogue(batch(), Installation.coats(million), million, 1_000);
        installation.send(large);
        installation.log().awaitStored(large.id(), 1);

        CatalogueRequest small = installation.catalogue(batch(), Installation.coats(10), 10, 1_000);
        installation.send(small);
        Instant asked = Instant.now();
        Awaitility.await("the ten are completed").atMost(PATIENCE).until(() -> end(small.id())
                .isPresent());
        installation.say(new Cancelled(CatalogueEvent.VERSION, large.id(), Instant.now(), "ann"));

        assertThat(end(small.id()).orElseThrow().images()).isEqualTo(10);
        assertThat(storedBefore(end(small.id()).orElseThrow().at(), large.id()) - storedBefore(asked, large.id()))
                .as("of 1000 shards of the large one")
                .isLessThan(250);
    }

    private static Optional<Completed> end(String batch) {
        return installation.log().ofBatch(batch).stream()
                .filter(Completed.class::isInstance)
                .map(Completed.class::cast)
                .findFirst();
    }

    @Test
    void aMessageThatCannotBeReadFailsItsShardAndTheNextGoesOn() {
        String batch = batch();
        byte[] noise = {1, 2, 3};
        installation.send(new Message(Topic.GENERATION_BULK, batch + "/4", Map.of(), noise));
        installation.send(installation.shard("default", batch, 5, 10));

        installation.log().awaitStored(batch, 1);

        Awaitility.await()
                .until(() -> installation.log().ofBatch(batch).stream().anyMatch(ShardFailed.class::isInstance));
        ShardFailed failed = installation.log().ofBatch(batch).stream()
                .filter(ShardFailed.class::isInstance)
                .map(ShardFailed.class::cast)
                .findFirst()
                .orElseThrow();
        assertThat(failed.shard()).isEqualTo(4);
        assertThat(failed.code()).isEqualTo("unreadable-message");
        Awaitility.await()
                .until(() -> installation.log().deadLetters(batch + "/4").size() == 1);
        assertThat(installation.log().deadLetters(batch + "/4").get(0).value()).isEqualTo(noise);
    }

    @Test
    void aPausedBatchIsLeftAloneUntilItIsAskedForAgain() throws Exception {
        String batch = batch();
        ShardRequest request = installation.shard("default", batch, 0, 10);
        installation.say(new Paused(CatalogueEvent.VERSION, batch, Instant.now(), "ann"));
        awaitPauseIsKnown(batch);
        double taken = worker.metric(GIVEN_BACK);
        installation.send(request);
        Awaitility.await().until(() -> worker.metric(GIVEN_BACK) > taken);

        installation.say(new CatalogueEvent.Resumed(CatalogueEvent.VERSION, batch, Instant.now(), "ann"));
        assertThat(isStored(batch, 0)).isFalse();
        installation.send(askedAfterResume(request));

        Awaitility.await().until(() -> isStored(batch, 0));
    }

    /** What is said of batches is read beside the requests, so the first of these may still be made. */
    private static void awaitPauseIsKnown(String batch) throws IOException {
        double before = worker.metric(GIVEN_BACK);
        var shard = new AtomicInteger();
        Awaitility.await("a shard is given back").until(() -> {
            if (shard.get() == 0 || isStored(batch, shard.get())) {
                installation.send(installation.shard("default", batch, shard.incrementAndGet(), 1));
            }
            return worker.metric(GIVEN_BACK) > before;
        });
    }

    private static boolean isStored(String batch, int shard) {
        return installation.log().stored(batch).stream().anyMatch(stored -> stored.shard() == shard);
    }

    private static ShardRequest askedAfterResume(ShardRequest r) {
        return new ShardRequest(
                r.schemaVersion(),
                r.batch(),
                r.shard(),
                r.tenant(),
                r.model(),
                r.version(),
                r.digest(),
                r.list(),
                r.listSha256(),
                r.first(),
                r.items(),
                1,
                r.at());
    }
}
