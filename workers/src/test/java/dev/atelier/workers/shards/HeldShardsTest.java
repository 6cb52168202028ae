package dev.atelier.workers.shards;

import static org.assertj.core.api.Assertions.assertThat;

import dev.atelier.contract.artefact.Sha256;
import dev.atelier.contract.attributes.Selection;
import dev.atelier.contract.catalogues.CatalogueItem;
import dev.atelier.contract.json.Json;
import dev.atelier.contract.messages.CatalogueEvent;
import dev.atelier.contract.messages.CatalogueEvent.Cancelled;
import dev.atelier.contract.messages.CatalogueEvent.Paused;
import dev.atelier.contract.messages.CatalogueEvent.Resumed;
import dev.atelier.contract.messages.CatalogueEvent.ShardFailed;
import dev.atelier.contract.messages.Message;
import dev.atelier.contract.messages.MessageCodec;
import dev.atelier.contract.messages.ShardRequest;
import dev.atelier.contract.models.ModelStore;
import dev.atelier.workers.commands.CatalogueOrders;
import dev.atelier.workers.commands.ShardGate;
import dev.atelier.workers.jobs.Delivery;
import dev.atelier.workers.jobs.Shard;
import dev.atelier.workers.models.ModelFetcher;
import dev.atelier.workers.outages.StorePatience;
import dev.atelier.workers.reporting.RecordedReports;
import dev.atelier.workers.stages.Stage;
import dev.atelier.workers.testing.Jobs;
import dev.atelier.workers.testing.PlayedStore;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HeldShardsTest {
    private static final MessageCodec CODEC = new MessageCodec("/test");
    private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");
    private static final byte[] LIST = line("a", "Coat");

    private final RecordedReports recorded = new RecordedReports();
    private final PlayedStore store = new PlayedStore(key -> {});
    private final CatalogueOrders orders = new CatalogueOrders();
    private final ShardGate gate = new ShardGate(orders);
    private final List<Shard> opened = new CopyOnWriteArrayList<>();
    private Jobs jobs;
    private ModelFetcher fetcher;
    private Stage opening;
    private HeldShards held;

    @BeforeEach
    void start(@TempDir Path folder) throws IOException {
        jobs = new Jobs(folder, "shirts");
        new ModelStore(store).publish(jobs.artefact());
        var patience = new StorePatience(recorded.metrics().retries("store"));
        fetcher = new ModelFetcher(new ModelStore(store), folder.resolve("cache"), patience);
        opening = new Stage("open", 1, 4);
        var opener = new ShardOpener(opening, fetcher, store, patience, recorded.shards());
        held = new HeldShards(2, opener, orders, gate, recorded.metrics(), opened::add);
        store.put("items", LIST, "", Map.of());
    }

    @AfterEach
    void stop() {
        fetcher.close();
    }

    private static byte[] line(String id, String category) {
        var item = new CatalogueItem(id, Selection.of(Map.of("category", category)), 1);
        return (new String(Json.bytes(item), StandardCharsets.UTF_8) + "\n").getBytes(StandardCharsets.UTF_8);
    }

    private ShardRequest request(String tenant, String batch, int shard, int resumes) {
        ShardRequest r = jobs.request(tenant, batch, shard, 1, resumes);
        return new ShardRequest(
                r.schemaVersion(),
                r.batch(),
                r.shard(),
                r.tenant(),
                r.model(),
                r.version(),
                r.digest(),
                r.list(),
                Sha256.of(LIST),
                r.first(),
                r.items(),
                r.resumes(),
                r.at());
    }

    private void take(ShardRequest request) {
        held.take(jobs.delivery(CODEC.write(request)), request);
    }

    private void take(String tenant, String batch, int shard) {
        take(request(tenant, batch, shard, 0));
    }

    private void say(CatalogueEvent event) {
        if (orders.apply(CODEC.write(event).value())) {
            held.review();
        }
    }

    private List<String> awaitOpened(int howMany) {
        Awaitility.await().until(() -> opened.size() >= howMany);
        return opened.stream().map(Shard::id).toList();
    }

    private void finish(Shard shard) {
        shard.end();
        shard.delivery().acknowledge();
    }

    @Test
    void fewAreOpenAtOneTimeAndOthersFollowWhenTheyAreOver() {
        for (int shard = 0; shard < 4; shard++) {
            take("shop", "spring", shard);
        }
        assertThat(awaitOpened(2)).containsExactlyInAnyOrder("spring/0", "spring/1");
        assertThat(held.open()).isEqualTo(2);
        assertThat(held.waiting()).isEqualTo(2);

        finish(opened.get(0));

        assertThat(awaitOpened(3).get(2)).isEqualTo("spring/2");
        assertThat(jobs.acknowledged()).isEqualTo(1);
    }

    @Test
    void aTenantThatHasNothingOpenComesBeforeOneThatHas() {
        take("large", "spring", 0);
        take("large", "spring", 1);
        take("large", "spring", 2);
        take("small", "sale", 0);
        awaitOpened(2);

        finish(opened.get(0));

        assertThat(awaitOpened(3).get(2)).isEqualTo("sale/0");
    }

    @Test
    void aSecondDeliveryJoinsTheFirstAndIsAcknowledgedWithIt() {
        take("shop", "spring", 0);
        awaitOpened(1);
        take("shop", "spring", 0);
        take("shop", "spring", 1);
        awaitOpened(2);

        assertThat(opened).extracting(Shard::id).containsExactly("spring/0", "spring/1");
        assertThat(jobs.acknowledged()).isZero();
        finish(opened.get(0));
        assertThat(jobs.acknowledged()).isEqualTo(2);
    }

    @Test
    void aPausedBatchGivesBackWhatHasNotBegunAndFinishesTheRest() {
        take("shop", "spring", 0);
        take("shop", "spring", 1);
        take("shop", "spring", 2);
        awaitOpened(2);
        assertThat(gate.test(opened.get(0))).isTrue();

        say(new Paused(1, "spring", NOON, "ann"));

        assertThat(jobs.acknowledged()).isEqualTo(2);
        assertThat(held.open()).isEqualTo(1);
        assertThat(gate.test(opened.get(0))).isTrue();
        assertThat(gate.test(opened.get(1))).isFalse();
    }

    @Test
    void whatIsGivenBackIsNotOpenedThoughAnOpenOneIsOverInThatMoment() throws InterruptedException {
        take("shop", "spring", 0);
        take("shop", "spring", 1);
        awaitOpened(2);
        assertThat(opened).allMatch(gate);
        ShardRequest waiting = request("shop", "spring", 2, 0);
        Delivery delivery = jobs.delivery(CODEC.write(waiting));
        held.take(
                new Delivery() {
                    @Override
                    public Message message() {
                        return delivery.message();
                    }

                    @Override
                    public void acknowledge() {
                        delivery.acknowledge();
                        finish(opened.get(0));
                    }
                },
                waiting);
        take("shop", "spring", 3);

        say(new Paused(1, "spring", NOON, "ann"));

        assertThat(opening.drain(Duration.ofMinutes(2))).isTrue();
        assertThat(jobs.acknowledged()).as("each once").isEqualTo(3);
        assertThat(held.open()).isEqualTo(1);
        assertThat(held.waiting()).isZero();
    }

    @Test
    void whatComesWhileABatchIsPausedIsGivenBackUnlessItWasAskedForAfterItsResume() {
        say(new Paused(1, "spring", NOON, "ann"));
        take(request("shop", "spring", 0, 0));
        assertThat(jobs.acknowledged()).isEqualTo(1);

        take(request("shop", "spring", 1, 1));
        say(new Resumed(1, "spring", NOON, "ann"));

        assertThat(awaitOpened(1)).containsExactly("spring/1");
        assertThat(jobs.acknowledged()).isEqualTo(1);
    }

    @Test
    void aCancelledBatchLosesAllItsShardsBegunOrNot() {
        take("shop", "spring", 0);
        take("shop", "spring", 1);
        take("shop", "spring", 2);
        awaitOpened(2);
        gate.test(opened.get(0));

        say(new Cancelled(1, "spring", NOON, "ann"));

        assertThat(opened).allMatch(Shard::isOver);
        assertThat(jobs.acknowledged()).isEqualTo(3);
        take("shop", "spring", 3);
        assertThat(jobs.acknowledged()).isEqualTo(4);
        assertThat(held.open() + held.waiting()).isZero();
    }

    @Test
    void aListThatIsNotTheOneThatWasAskedForFailsTheShard() throws Exception {
        store.put("items", line("a", "Bag"), "", Map.of());

        take("shop", "spring", 5);

        Awaitility.await().until(() -> jobs.acknowledged() == 1);
        assertThat(recorded.catalogueEvents()).singleElement().isInstanceOfSatisfying(ShardFailed.class, failed -> {
            assertThat(failed.shard()).isEqualTo(5);
            assertThat(failed.code()).isEqualTo("invalid-items");
            assertThat(failed.reason()).contains("SHA-256");
        });
    }

    @Test
    void anItemThatTheModelCannotMakeIsNamedWithItsLine() throws Exception {
        byte[] list = line("a", "Umbrella");
        store.put("items", list, "", Map.of());
        ShardRequest r = request("shop", "spring", 0, 0);
        take(new ShardRequest(
                1,
                r.batch(),
                0,
                r.tenant(),
                r.model(),
                r.version(),
                r.digest(),
                r.list(),
                Sha256.of(list),
                0,
                1,
                0,
                NOON));

        Awaitility.await().until(() -> jobs.acknowledged() == 1);
        assertThat(recorded.catalogueEvents())
                .singleElement()
                .isInstanceOfSatisfying(
                        ShardFailed.class, failed -> assertThat(failed.reason()).contains("line 1", "Umbrella"));
    }

    @Test
    void aListThatIsNotThereFailsTheShard() throws Exception {
        store.delete("items");

        take("shop", "spring", 0);

        Awaitility.await().until(() -> jobs.acknowledged() == 1);
        assertThat(recorded.catalogueEvents())
                .singleElement()
                .isInstanceOfSatisfying(
                        ShardFailed.class, failed -> assertThat(failed.code()).isEqualTo("invalid-items"));
    }
}
