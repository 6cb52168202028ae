package dev.atelier.workers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.atelier.contract.artefact.Sha256;
import dev.atelier.contract.catalogues.ManifestLine;
import dev.atelier.contract.json.Json;
import dev.atelier.contract.messages.CatalogueEvent;
import dev.atelier.contract.messages.CatalogueEvent.Completed;
import dev.atelier.contract.messages.CatalogueEvent.Halted;
import dev.atelier.contract.messages.CatalogueEvent.Resumed;
import dev.atelier.contract.messages.CatalogueEvent.ShardFailed;
import dev.atelier.contract.messages.CatalogueRequest;
import dev.atelier.contract.messages.MessageCodec;
import dev.atelier.contract.testing.TroubledStore;
import dev.atelier.workers.jobs.Failure;
import dev.atelier.workers.testing.Installation;
import dev.atelier.workers.testing.WorkerProcess;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Catalogues by a packaged worker whose store is slow, or full. */
class StoreTroubleIT {
    private static final int SHARDS_OPEN = 2;
    private static final int SHARD = 50;

    private static Installation installation;
    private static TroubledStore troubled;
    private static WorkerProcess worker;

    private final MessageCodec codec = new MessageCodec("/test");

    @BeforeAll
    static void start() {
        installation = Installation.ofItsOwn();
        troubled = new TroubledStore(installation.servers().s3());
        worker = installation
                .worker(Map.of(
                        "ATELIER_STORE_ENDPOINT", troubled.address().toString(),
                        "ATELIER_WORKER_SHARDS_OPEN", Integer.toString(SHARDS_OPEN)))
                .awaitReady();
    }

    @AfterAll
    static void stop() {
        worker.close();
        troubled.close();
        installation.close();
    }

    private static ConditionFactory waiting(String what) {
        return await(what).atMost(Duration.ofSeconds(300));
    }

    private String accepted(int items) {
        CatalogueRequest request = installation.catalogue(Installation.coats(items), items, SHARD);
        installation.send(codec.write(request));
        return request.id();
    }

    private static <T extends CatalogueEvent> List<T> events(String batch, Class<T> type) {
        return installation.log().ofBatch(batch).stream()
                .filter(type::isInstance)
                .map(type::cast)
                .toList();
    }

    private static Optional<Completed> end(String batch) {
        return events(batch, Completed.class).stream().findFirst();
    }

    /** The manifest names each item once, in order, and its picture lies where it says. */
    private static void assertEachItemOnceAndRight(String batch, int items) throws IOException {
        String key = end(batch).orElseThrow().manifest();
        String manifest = new String(installation.store().get(key), StandardCharsets.UTF_8);
        List<String> lines = manifest.lines().toList();
        assertThat(lines).hasSize(items);
        for (int i = 0; i < items; i++) {
            ManifestLine line = Json.mapper().readValue(lines.get(i), ManifestLine.class);
            assertThat(line.id()).isEqualTo("item-" + i);
            byte[] tar = installation.store().get(key.substring(0, key.lastIndexOf('/') + 1) + line.shard());
            byte[] png = Arrays.copyOfRange(tar, (int) line.offset(), (int) line.offset() + line.size());
            assertThat(Sha256.of(png)).isEqualTo(line.sha256());
        }
    }

    private static double open() throws IOException {
        return worker.metric("atelier_shards", "open");
    }

    @Test
    void aSlowStoreMakesABatchSlowAndNothingElse() throws IOException {
        int items = 6 * SHARD;
        int errors = worker.errors().size();
        troubled.slowDown(Duration.ofMillis(300));
        String batch = accepted(items);
        waiting("the end of the batch").until(() -> {
            assertThat(open()).as("shards that are made at one time").isLessThanOrEqualTo(SHARDS_OPEN);
            return end(batch).isPresent();
        });
        troubled.slowDown(Duration.ZERO);

        assertThat(events(batch, ShardFailed.class)).isEmpty();
        assertEachItemOnceAndRight(batch, items);
        assertThat(worker.errors()).hasSize(errors);
    }

    @Test
    void aFullStoreHaltsABatchWithAReasonAndOnceThereIsRoomAResumeCompletesIt() throws IOException {
        int items = 60 * SHARD;
        troubled.fillWith(5, ".tar");

        String batch = accepted(items);

        waiting("halt").until(() -> !events(batch, Halted.class).isEmpty());
        Halted halt = events(batch, Halted.class).get(0);
        assertThat(halt.code()).isEqualTo(Failure.STORE_FULL);
        assertThat(halt.reason()).contains("the store is full");
        waiting("what had begun is over").until(() -> open() == 0);
        assertThat(end(batch)).isEmpty();
        assertThat(events(batch, ShardFailed.class))
                .as("shards that were made for nothing, of 60")
                .hasSizeLessThan(30)
                .allSatisfy(failed -> assertThat(failed.code()).isEqualTo(Failure.STORE_FULL));

        troubled.makeRoom();
        installation.say(new Resumed(CatalogueEvent.VERSION, batch, Instant.now(), "ann"));

        waiting("the end of the batch").until(() -> end(batch).isPresent());
        assertEachItemOnceAndRight(batch, items);
    }
}
