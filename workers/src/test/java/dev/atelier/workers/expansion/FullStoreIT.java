package dev.atelier.workers.expansion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.atelier.contract.catalogues.Batch;
import dev.atelier.contract.messages.CatalogueEvent;
import dev.atelier.contract.messages.CatalogueEvent.Completed;
import dev.atelier.contract.messages.CatalogueEvent.Halted;
import dev.atelier.contract.messages.CatalogueEvent.Resumed;
import dev.atelier.contract.messages.CatalogueEvent.Retried;
import dev.atelier.contract.messages.CatalogueEvent.ShardFailed;
import dev.atelier.contract.messages.CatalogueRequest;
import dev.atelier.contract.messages.ShardRequest;
import dev.atelier.contract.objects.MinioObjectStore;
import dev.atelier.contract.objects.ObjectStore;
import dev.atelier.contract.objects.StoreSettings;
import dev.atelier.contract.testing.TroubledStore;
import dev.atelier.workers.jobs.Failure;
import dev.atelier.workers.testing.Installation;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** An expander whose store has no room: its batch halts with a reason, and goes on when somebody says so. */
class FullStoreIT {
    private static final int ITEMS = 8;
    private static Installation installation;
    private static ShardWorkers workers;

    private TroubledStore troubled;
    private ObjectStore store;
    private Expander expander;

    @BeforeAll
    static void servers() {
        installation = Installation.ofItsOwn();
        workers = new ShardWorkers(installation);
    }

    @AfterAll
    static void end() throws InterruptedException {
        workers.close();
        installation.close();
    }

    @BeforeEach
    void start() {
        troubled = new TroubledStore(installation.servers().s3());
        String address = troubled.address().toString();
        store = new MinioObjectStore(new StoreSettings(
                address,
                address,
                "us-east-1",
                installation.servers().accessKey(),
                installation.servers().secretKey(),
                "atelier"));
        expander = Expanders.start(installation, store, Duration.ofDays(7));
    }

    @AfterEach
    void stop() throws InterruptedException {
        assertThat(expander.drain(Duration.ofSeconds(120))).isTrue();
        store.close();
        troubled.close();
    }

    private static ConditionFactory waiting(String what) {
        return await(what).atMost(Duration.ofSeconds(300));
    }

    private static String accepted() {
        CatalogueRequest request = installation.catalogue(Installation.coats(ITEMS), ITEMS, 2);
        workers.request(request);
        return request.id();
    }

    private static Halted awaitHalt(String batch) {
        waiting("halt").until(() -> workers.batch(batch).halt().isPresent());
        return workers.batch(batch).halt().orElseThrow();
    }

    private static void awaitCompletion(String batch) {
        waiting("the end of the batch").until(() -> {
            workers.storeAll(batch);
            return workers.batch(batch).state().isEnd();
        });
        assertThat(workers.batch(batch).state()).isEqualTo(Batch.State.COMPLETED);
        Completed end = (Completed) workers.batch(batch).end().orElseThrow();
        String manifest = new String(installation.store().get(end.manifest()), StandardCharsets.UTF_8);
        assertThat(manifest.lines())
                .hasSize(ITEMS)
                .allSatisfy(line -> assertThat(line).contains("\"item-"))
                .doesNotHaveDuplicates();
    }

    @Test
    void aBatchThatCannotBeListedHaltsAndARetryListsEveryItem() {
        troubled.fill();
        String batch = accepted();

        Halted halt = awaitHalt(batch);

        assertThat(halt.code()).isEqualTo(Failure.STORE_FULL);
        assertThat(halt.reason()).contains("the store is full");
        assertThat(workers.batch(batch).shards().listed()).isZero();
        troubled.makeRoom();
        workers.say(new Retried(CatalogueEvent.VERSION, batch, Instant.now(), "ann"));
        awaitCompletion(batch);
    }

    @Test
    void aBatchWhoseManifestCannotBeWrittenHaltsAndAResumeWritesIt() {
        String batch = accepted();
        waiting("all is asked for").until(() -> workers.shardsAsked(batch).size() == ITEMS / 2);
        troubled.fill();
        workers.storeAll(batch);

        assertThat(awaitHalt(batch).code()).isEqualTo(Failure.STORE_FULL);

        assertThat(workers.batch(batch).allStored()).isTrue();
        troubled.makeRoom();
        workers.say(new Resumed(CatalogueEvent.VERSION, batch, Instant.now(), "ann"));
        awaitCompletion(batch);
    }

    @Test
    void aShardThatAWorkerCannotStoreHaltsItsBatchAndIsMadeAgainAfterwards() {
        String batch = accepted();
        waiting("all is asked for").until(() -> workers.shardsAsked(batch).size() == ITEMS / 2);
        ShardRequest asked = workers.asked(batch).get(1);
        workers.say(new ShardFailed(
                CatalogueEvent.VERSION, batch, Instant.now(), asked.shard(), Failure.STORE_FULL, "No room here."));

        assertThat(awaitHalt(batch).reason()).contains("No room here.");

        int before = workers.asked(batch).size();
        workers.say(new Resumed(CatalogueEvent.VERSION, batch, Instant.now(), "ann"));
        waiting("asked again").until(() -> workers.asked(batch).size() == before + ITEMS / 2);
        awaitCompletion(batch);
    }
}
