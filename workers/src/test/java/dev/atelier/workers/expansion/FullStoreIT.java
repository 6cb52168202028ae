package dev.atelier.workers.expansion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.atelier.contract.artefact.Sha256;
import dev.atelier.contract.catalogues.Batch;
import dev.atelier.contract.jobs.JobIds;
import dev.atelier.contract.messages.CatalogueEvent;
import dev.atelier.contract.messages.CatalogueEvent.Completed;
import dev.atelier.contract.messages.CatalogueEvent.Halted;
import dev.atelier.contract.messages.CatalogueEvent.Resumed;
import dev.atelier.contract.messages.CatalogueEvent.Retried;
import dev.atelier.contract.messages.CatalogueEvent.ShardFailed;
import dev.atelier.contract.messages.CatalogueRequest;
import dev.atelier.contract.messages.CatalogueSource;
import dev.atelier.contract.messages.MessageCodec;
import dev.atelier.contract.messages.ShardRequest;
import dev.atelier.contract.objects.MinioObjectStore;
import dev.atelier.contract.objects.ObjectKeys;
import dev.atelier.contract.objects.ObjectStore;
import dev.atelier.contract.objects.StoreSettings;
import dev.atelier.contract.testing.TroubledStore;
import dev.atelier.workers.jobs.Failure;
import dev.atelier.workers.outages.StorePatience;
import dev.atelier.workers.reporting.EventLog;
import dev.atelier.workers.stages.Stage;
import dev.atelier.workers.testing.Installation;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
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
        Map<String, Object> kafka =
                Map.of("bootstrap.servers", installation.servers().kafka());
        var counter = new SimpleMeterRegistry().counter("retries");
        expander = new Expander(
                kafka,
                Optional.empty(),
                4,
                Duration.ofDays(7),
                store,
                new StorePatience(counter),
                EventLog.of(new Stage("report", 1, 64), kafka, counter),
                new MessageCodec("/test/expander"));
        expander.start();
    }

    @AfterEach
    void stop() throws InterruptedException {
        expander.drain(Duration.ofSeconds(10));
        store.close();
        troubled.close();
    }

    private static ConditionFactory waiting(String what) {
        return await(what).atMost(Duration.ofSeconds(300));
    }

    private static String accepted() {
        String id = JobIds.random();
        byte[] source = IntStream.range(0, ITEMS)
                .mapToObj(i -> "item-" + i + ",Coat\n")
                .collect(Collectors.joining("", "id,category\n", ""))
                .getBytes(StandardCharsets.UTF_8);
        String key = ObjectKeys.batchFile("default", id, "sources/source.csv");
        installation.store().put(key, source, "text/csv", Map.of());
        workers.request(new CatalogueRequest(
                CatalogueRequest.VERSION,
                id,
                "default",
                installation.model().model(),
                installation.model().version(),
                installation.model().digest(),
                new CatalogueSource(key, Sha256.of(source), CatalogueSource.Format.CSV),
                ITEMS,
                2,
                0,
                1_000,
                "body",
                Instant.now()));
        return id;
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
