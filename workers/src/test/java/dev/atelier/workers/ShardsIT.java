package dev.atelier.workers;

import static org.assertj.core.api.Assertions.assertThat;

import dev.atelier.contract.messages.CatalogueEvent;
import dev.atelier.contract.messages.CatalogueEvent.Paused;
import dev.atelier.contract.messages.CatalogueEvent.ShardFailed;
import dev.atelier.contract.messages.CatalogueEvent.ShardStored;
import dev.atelier.contract.messages.GenerationRequest;
import dev.atelier.contract.messages.Message;
import dev.atelier.contract.messages.ShardRequest;
import dev.atelier.contract.messages.Topic;
import dev.atelier.workers.testing.Installation;
import dev.atelier.workers.testing.ShardContent;
import dev.atelier.workers.testing.WorkerProcess;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Shards of catalogues on a real broker and store, by packaged workers. */
class ShardsIT {
    private static final String GIVEN_BACK = "atelier_shards_given_back_total";

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

    /** How many thousands depends on the machine: so many that they are being made when the ten are asked for. */
    @Test
    void aTenantWithTenItemsDoesNotWaitForOneWithThousands() {
        boolean late = true;
        for (int shards = 4; late; shards *= 2) {
            String large = batch();
            List<ShardRequest> thousands = IntStream.range(0, shards)
                    .mapToObj(shard -> installation.shard("large", large, shard, 3_000))
                    .toList();
            ShardRequest ten = installation.shard("small", batch(), 0, 10);
            thousands.forEach(installation::send);
            installation.send(ten);
            Instant asked = Instant.now();

            List<ShardStored> ofLarge = installation.log().awaitStored(large, shards);
            ShardStored ofSmall = installation.log().awaitStored(ten.batch(), 1).get(0);
            late = ofLarge.get(0).at().isBefore(asked);
            assertThat(late || ofSmall.at().isBefore(ofLarge.get(shards - 1).at()))
                    .as("ten items before the last of %d thousand", 3 * shards)
                    .isTrue();
        }
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
