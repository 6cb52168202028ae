package dev.atelier.workers.shards;

import static org.assertj.core.api.Assertions.assertThat;

import dev.atelier.contract.artefact.Sha256;
import dev.atelier.contract.messages.CatalogueEvent;
import dev.atelier.contract.messages.CatalogueEvent.ShardFailed;
import dev.atelier.contract.messages.CatalogueEvent.ShardStored;
import dev.atelier.contract.objects.ObjectKeys;
import dev.atelier.contract.objects.StoreRefusedException;
import dev.atelier.contract.objects.StoreUnavailableException;
import dev.atelier.workers.jobs.EncodedPicture;
import dev.atelier.workers.jobs.Failure;
import dev.atelier.workers.jobs.Shard;
import dev.atelier.workers.outages.StorePatience;
import dev.atelier.workers.reporting.RecordedReports;
import dev.atelier.workers.stages.Stage;
import dev.atelier.workers.storing.VersionMarks;
import dev.atelier.workers.testing.Jobs;
import dev.atelier.workers.testing.PlayedStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** From the encoded pictures of shards to their objects and events; the store is played, so that it can fail. */
class ShardPackerTest {
    @TempDir
    Path folder;

    private final RecordedReports recorded = new RecordedReports();
    private final Stage stage = new Stage("store-shards", 1, 8);
    private Jobs jobs;

    @BeforeEach
    void model() {
        jobs = new Jobs(folder, "shirts");
    }

    private ShardPacker packer(PlayedStore store, Path scratch) {
        var patience = new StorePatience(recorded.metrics().retries("store"));
        return new ShardPacker(
                scratch,
                new ShardStore(stage, store, new VersionMarks(store), patience, recorded.shards()),
                recorded.shards());
    }

    private static void pack(ShardPacker packer, Shard shard) throws InterruptedException {
        for (int i = 0; i < shard.count(); i++) {
            byte[] png = {1, 2, (byte) i};
            packer.pack(new EncodedPicture<>(shard, i, png, Sha256.of(png)));
        }
    }

    private List<CatalogueEvent> events() throws InterruptedException {
        assertThat(stage.drain(Duration.ofSeconds(30))).isTrue();
        return recorded.catalogueEvents();
    }

    @Test
    void theTarComesFirstThenItsIndexThenTheNewsThenTheAcknowledgement() throws Exception {
        List<String> keys = new ArrayList<>();
        var store = new PlayedStore(keys::add);
        Shard shard = jobs.shard("shop", "spring", 7, 3);

        pack(packer(store, folder.resolve("scratch")), shard);
        List<CatalogueEvent> events = events();

        String tar = ObjectKeys.shard("shop", "spring", 7);
        String index = ObjectKeys.shardIndex("shop", "spring", 7);
        assertThat(keys).containsExactly(ObjectKeys.versionInUse("shirts", "1"), tar, index);
        assertThat(events).singleElement().isInstanceOfSatisfying(ShardStored.class, stored -> {
            assertThat(stored.shard()).isEqualTo(7);
            assertThat(stored.images()).isEqualTo(3);
            assertThat(stored.key()).isEqualTo(tar);
            assertThat(stored.sha256()).isEqualTo(Sha256.of(store.get(tar)));
            assertThat(stored.size()).isEqualTo(store.get(tar).length);
            assertThat(stored.index()).isEqualTo(index);
            assertThat(stored.indexSha256()).isEqualTo(Sha256.of(store.get(index)));
        });
        assertThat(jobs.acknowledged()).isEqualTo(1);
    }

    @Test
    void aStoreThatIsAwayIsWaitedFor() throws Exception {
        var calls = new AtomicInteger();
        var store = new PlayedStore(key -> {
            if (calls.incrementAndGet() < 4) {
                throw new StoreUnavailableException("away", null);
            }
        });

        pack(packer(store, folder), jobs.shard("shop", "spring", 0, 2));

        assertThat(events()).singleElement().isInstanceOf(ShardStored.class);
    }

    @Test
    void aFullStoreFailsTheShardAndTheNextOneGoesOnOnceThereIsRoom() throws Exception {
        var full = new AtomicInteger(1);
        var store = new PlayedStore(key -> {
            if (key.endsWith(".tar") && full.getAndDecrement() > 0) {
                throw new StoreRefusedException("put " + key + ": the store is full", null);
            }
        });
        ShardPacker packer = packer(store, folder);

        pack(packer, jobs.shard("shop", "spring", 0, 2));
        pack(packer, jobs.shard("shop", "spring", 1, 2));
        pack(packer, jobs.shard("shop", "spring", 0, 2));

        List<CatalogueEvent> events = events();
        assertThat(events.get(0)).isInstanceOfSatisfying(ShardFailed.class, failed -> {
            assertThat(failed.shard()).isZero();
            assertThat(failed.code()).isEqualTo(Failure.STORE_REFUSED);
            assertThat(failed.reason()).contains("the store is full");
        });
        assertThat(events.subList(1, 3)).allMatch(ShardStored.class::isInstance);
        assertThat(jobs.acknowledged()).isEqualTo(3);
    }

    @Test
    void aDiskThatCannotBeWrittenFailsTheShardWithItsReason() throws Exception {
        Path noFolder = Files.writeString(folder.resolve("a-file"), "");

        pack(packer(new PlayedStore(key -> {}), noFolder), jobs.shard("shop", "spring", 0, 2));

        assertThat(events()).singleElement().isInstanceOfSatisfying(ShardFailed.class, failed -> {
            assertThat(failed.code()).isEqualTo(Failure.SHARD_UNWRITABLE);
            assertThat(failed.reason()).contains("a-file");
        });
    }

    @Test
    void picturesOfAShardThatIsOverAreDropped() throws Exception {
        var store = new PlayedStore(key -> {});
        ShardPacker packer = packer(store, folder);
        Shard shard = jobs.shard("shop", "spring", 0, 2);
        packer.pack(new EncodedPicture<>(shard, 0, new byte[3], "abc"));

        shard.end();
        packer.pack(new EncodedPicture<>(shard, 1, new byte[3], "abc"));

        assertThat(events()).isEmpty();
        assertThat(store.list("")).isEmpty();
    }
}
