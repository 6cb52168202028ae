package dev.atelier.workers;

import static org.assertj.core.api.Assertions.assertThat;

import dev.atelier.contract.artefact.Sha256;
import dev.atelier.contract.catalogues.ManifestLine;
import dev.atelier.contract.json.Json;
import dev.atelier.contract.messages.CatalogueEvent;
import dev.atelier.contract.messages.CatalogueEvent.Paused;
import dev.atelier.contract.messages.CatalogueEvent.ShardFailed;
import dev.atelier.contract.messages.CatalogueEvent.ShardStored;
import dev.atelier.contract.messages.GenerationRequest;
import dev.atelier.contract.messages.Message;
import dev.atelier.contract.messages.ShardRequest;
import dev.atelier.contract.messages.Topic;
import dev.atelier.workers.testing.Installation;
import dev.atelier.workers.testing.WorkerProcess;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Shards of catalogues on a real broker and store, by packaged workers. */
class ShardsIT {
    /** Each of several workers takes over at once from the one before. */
    private static final Map<String, String> AS_ONE = Map.of("ATELIER_WORKER_INSTANCE_ID", "worker-1");

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

    private static List<ManifestLine> index(Installation installation, ShardStored stored) throws IOException {
        byte[] index = installation.store().get(stored.index());
        assertThat(Sha256.of(index)).isEqualTo(stored.indexSha256());
        return new String(index, StandardCharsets.UTF_8)
                .lines()
                .map(line -> {
                    try {
                        return Json.mapper().readValue(line, ManifestLine.class);
                    } catch (IOException e) {
                        throw new IllegalStateException(line, e);
                    }
                })
                .toList();
    }

    /** Every item once, in order, and every picture where the index says. */
    private static void assertWhole(Installation installation, ShardRequest request, ShardStored stored)
            throws IOException {
        byte[] tar = installation.store().get(stored.key());
        assertThat(Sha256.of(tar)).isEqualTo(stored.sha256());
        assertThat(tar.length).isEqualTo(stored.size());
        List<ManifestLine> lines = index(installation, stored);
        assertThat(lines)
                .extracting(ManifestLine::id)
                .containsExactlyElementsOf(IntStream.range(0, request.items())
                        .mapToObj(i -> "item-" + (request.first() + i))
                        .toList());
        for (ManifestLine line : lines) {
            assertThat(Sha256.of(png(tar, line))).isEqualTo(line.sha256());
        }
    }

    private static byte[] png(byte[] tar, ManifestLine line) {
        return Arrays.copyOfRange(tar, (int) line.offset(), (int) line.offset() + line.size());
    }

    @Test
    void aShardsPicturesAreThoseThatAPersonGetsForTheSameSeed() throws Exception {
        ShardRequest request = installation.shard("default", batch(), 1, 100);
        installation.send(request);
        ShardStored stored = installation.log().awaitStored(request.batch(), 1).get(0);
        assertWhole(installation, request, stored);
        GenerationRequest job = installation.request(installation.model(), 1, request.first() + 42);
        installation.log().awaitEnd(installation.send(job));

        byte[] tar = installation.store().get(stored.key());
        assertThat(png(tar, index(installation, stored).get(42))).isEqualTo(installation.picture(job.id(), 0));
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

    @Test
    void aTenantWithTenItemsDoesNotWaitForOneWithThousands() {
        String large = batch();
        String small = batch();
        for (int shard = 0; shard < 3; shard++) {
            installation.send(installation.shard("large", large, shard, 3_000));
        }
        installation.send(installation.shard("small", small, 0, 10));

        installation.log().awaitStored(small, 1);

        assertThat(installation.log().stored(large)).hasSizeLessThan(3);
        installation.log().awaitStored(large, 3);
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
        Awaitility.await().until(() -> !installation.log().ofBatch(batch).isEmpty());
        double taken = worker.metric("atelier_shards_given_back_total");
        installation.send(request);
        Awaitility.await().until(() -> worker.metric("atelier_shards_given_back_total") > taken);

        installation.say(new CatalogueEvent.Resumed(CatalogueEvent.VERSION, batch, Instant.now(), "ann"));
        assertThat(installation.log().stored(batch)).isEmpty();
        installation.send(askedAfterResume(request));

        installation.log().awaitStored(batch, 1);
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

    @Test
    void workersThatEndInTheMiddleOfShardsLoseAndDoubleNothing() throws Exception {
        try (Installation own = Installation.ofItsOwn()) {
            List<ShardRequest> requests = new ArrayList<>();
            endedInTheMiddle(own, requests, WorkerProcess::kill);

            WorkerProcess told = endedInTheMiddle(
                    own, requests, worker -> assertThat(worker.terminate()).isLessThan(Duration.ofSeconds(20)));
            assertThat(told.output()).contains("drained");
            assertThat(told.errors()).isEmpty();

            try (WorkerProcess last = own.worker(AS_ONE).awaitReady()) {
                Awaitility.await("every shard is stored")
                        .atMost(Duration.ofSeconds(300))
                        .until(() -> stored(own, requests).size() == requests.size());
                for (ShardRequest request : requests) {
                    for (ShardStored stored : reports(own, request)) {
                        assertWhole(own, request, stored);
                    }
                }
                assertThat(last.errors()).isEmpty();
            }
        }
    }

    /**
     * A worker that ended while it made shards. No machine's speed is known, and a worker that had stored all of them when
     * its end came was not in the middle: the next one gets twice as many.
     *
     * @param requests that are not stored, or that no worker knows yet; those that are sent are added
     */
    private static WorkerProcess endedInTheMiddle(
            Installation own, List<ShardRequest> requests, Consumer<WorkerProcess> end) throws IOException {
        for (int more = 3; ; more *= 2) {
            WorkerProcess worker = own.worker(AS_ONE).awaitReady();
            String batch = batch();
            List<ShardRequest> sent = IntStream.range(0, more)
                    .mapToObj(shard -> own.shard("default", batch, shard, 4_000))
                    .toList();
            requests.addAll(sent);
            sent.forEach(own::send);
            Awaitility.await("some pictures are made")
                    .atMost(Duration.ofSeconds(120))
                    .pollInterval(Duration.ofMillis(50))
                    .until(() -> worker.metric("atelier_batch_size_sum") > 500);
            end.accept(worker);
            if (stored(own, requests).size() < requests.size()) {
                return worker;
            }
        }
    }

    private static List<ShardRequest> stored(Installation own, List<ShardRequest> requests) {
        return requests.stream()
                .filter(request -> !reports(own, request).isEmpty())
                .toList();
    }

    private static List<ShardStored> reports(Installation own, ShardRequest request) {
        return own.log().stored(request.batch()).stream()
                .filter(stored -> stored.shard() == request.shard())
                .toList();
    }
}
