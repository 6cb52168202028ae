package dev.atelier.workers.expansion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.awaitility.Awaitility.await;

import dev.atelier.contract.artefact.Sha256;
import dev.atelier.contract.catalogues.Batch;
import dev.atelier.contract.jobs.JobIds;
import dev.atelier.contract.messages.CatalogueEvent;
import dev.atelier.contract.messages.CatalogueEvent.Cancelled;
import dev.atelier.contract.messages.CatalogueEvent.Completed;
import dev.atelier.contract.messages.CatalogueEvent.Failed;
import dev.atelier.contract.messages.CatalogueEvent.Listed;
import dev.atelier.contract.messages.CatalogueEvent.Paused;
import dev.atelier.contract.messages.CatalogueEvent.Resumed;
import dev.atelier.contract.messages.CatalogueEvent.Retried;
import dev.atelier.contract.messages.CatalogueEvent.ShardFailed;
import dev.atelier.contract.messages.CatalogueRequest;
import dev.atelier.contract.messages.Message;
import dev.atelier.contract.messages.ShardRequest;
import dev.atelier.contract.messages.Topic;
import dev.atelier.contract.objects.ObjectKeys;
import dev.atelier.workers.shards.PlayedShard;
import dev.atelier.workers.testing.Installation;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Expanders on a real broker and store, without the rest of the worker; the workers that make shards are played. */
class ExpanderIT {
    private static Installation installation;
    private static ShardWorkers workers;

    private final List<Expander> running = new ArrayList<>();

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

    @AfterEach
    void stop() throws InterruptedException {
        for (Expander expander : List.copyOf(running)) {
            stop(expander);
        }
    }

    private Expander start() {
        return start(Duration.ofDays(7));
    }

    private Expander start(Duration sourcesKept) {
        Expander expander = Expanders.start(installation, installation.store(), sourcesKept);
        running.add(expander);
        return expander;
    }

    private void stop(Expander expander) throws InterruptedException {
        running.remove(expander);
        assertThat(expander.drain(Duration.ofSeconds(120))).isTrue();
    }

    private static ConditionFactory waiting(String what) {
        return await(what).atMost(Duration.ofSeconds(300));
    }

    private static String table(int items) {
        return "id,category\n"
                + IntStream.range(0, items)
                        .mapToObj(i -> "item-" + i + "," + (i % 2 == 0 ? "Coat" : "Bag"))
                        .collect(Collectors.joining("\n"));
    }

    private static String accepted(int items, int shardSize) {
        return accepted(UUID.randomUUID().toString(), items, shardSize);
    }

    private static String accepted(String tenant, int items, int shardSize) {
        CatalogueRequest request = installation.catalogue(tenant, table(items), items, shardSize);
        workers.request(request);
        return request.id();
    }

    private static String tenant(String batch) {
        return workers.batch(batch).tenant();
    }

    private static void awaitAsked(String batch, Integer... shards) {
        waiting("shards " + List.of(shards))
                .until(() -> workers.shardsAsked(batch).equals(Set.of(shards)));
    }

    /** Its partitions are read one after the other, so the first to be read may be any. */
    private static ShardRequest askedFor(String batch, int shard) {
        return workers.asked(batch).stream()
                .filter(asked -> asked.shard() == shard)
                .findFirst()
                .orElseThrow();
    }

    private static Batch awaitEnd(String batch) {
        waiting("the end of the batch").until(() -> {
            workers.storeAll(batch);
            return workers.batch(batch).state().isEnd();
        });
        return workers.batch(batch);
    }

    @Test
    void aBatchBecomesShardsAndInTheEndAManifestThatNamesEachItemOnce() {
        start();
        String batch = accepted(101, 10);

        Completed end = (Completed) awaitEnd(batch).end().orElseThrow();

        byte[] manifest = installation.store().get(end.manifest());
        assertThat(end.sha256()).isEqualTo(Sha256.of(manifest));
        assertThat(end.size()).isEqualTo(manifest.length);
        assertThat(end.images()).isEqualTo(101);
        List<String> lines =
                new String(manifest, StandardCharsets.UTF_8).lines().toList();
        assertThat(lines).hasSize(101);
        for (int i = 0; i < 101; i++) {
            assertThat(lines.get(i)).contains("\"item-" + i + "\"").contains("\"seed\":" + (1_000 + i));
        }
        ShardRequest last = workers.asked(batch).stream()
                .filter(shard -> shard.shard() == 10)
                .findFirst()
                .orElseThrow();
        assertThat(last.first()).isEqualTo(100);
        assertThat(last.items()).isEqualTo(1);
        assertThat(workers.items(last)).hasSize(1);
    }

    /** One writes its file between file and index of the other, and ends before it writes its index. */
    @Test
    void theManifestIsThatOfTheShardsInTheStoreThoughTwoWorkersOnDifferentProcessorsMadeOneAtOneTime() {
        start();
        String batch = accepted(4, 2);
        awaitAsked(batch, 0, 1);
        workers.store(askedFor(batch, 1));
        ShardRequest asked = askedFor(batch, 0);
        workers.storeTar(asked, "one processor");
        workers.storeTar(asked, "another processor");
        workers.storeIndex(asked, "one processor");

        Completed end = (Completed) awaitEnd(batch).end().orElseThrow();

        PlayedShard lies = PlayedShard.of("shard-00000.tar", workers.items(asked), "another processor");
        PlayedShard second = PlayedShard.of("shard-00001.tar", workers.items(askedFor(batch, 1)), "one processor");
        assertThat(new String(installation.store().get(end.manifest()), StandardCharsets.UTF_8))
                .isEqualTo(new String(lies.index(), StandardCharsets.UTF_8)
                        + new String(second.index(), StandardCharsets.UTF_8));
        assertThat(installation.store().get(ObjectKeys.shardIndex(tenant(batch), batch, 0)))
                .isEqualTo(lies.index());
    }

    @Test
    void shardsThatAreDamagedOrGoneFailAndAreMadeOnceMoreAndNoOtherBatchWaitsForThem() {
        start();
        String batch = accepted(8, 2);
        awaitAsked(batch, 0, 1, 2, 3);
        IntStream.range(0, 3).forEach(shard -> workers.store(askedFor(batch, shard)));
        byte[] brokenOff = Arrays.copyOf(installation.store().get(tarOf(batch, 1)), 520);
        installation.store().put(tarOf(batch, 1), brokenOff, "application/x-tar", Map.of());
        installation.store().delete(tarOf(batch, 2));
        workers.store(askedFor(batch, 3));

        assertThat(awaitEnd(accepted(2, 1)).state()).isEqualTo(Batch.State.COMPLETED);

        waiting("incomplete").until(() -> workers.batch(batch).shards().failed() == 2);
        assertThat(workers.batch(batch).state()).isEqualTo(Batch.State.INCOMPLETE);
        assertThat(workers.batch(batch).shards().failures())
                .extracting(ShardFailed::code, ShardFailed::shard)
                .containsExactly(tuple(ShardFailed.LOST, 1), tuple(ShardFailed.LOST, 2));
        assertThat(workers.batch(batch).shards().failures())
                .extracting(ShardFailed::reason)
                .satisfiesExactly(
                        damaged -> assertThat(damaged).contains(tarOf(batch, 1), "damaged"),
                        gone -> assertThat(gone).contains(tarOf(batch, 2), "not in the store"));

        workers.say(new Retried(CatalogueEvent.VERSION, batch, Instant.now(), "ann"));
        Completed end = (Completed) awaitEnd(batch).end().orElseThrow();
        assertThat(new String(installation.store().get(end.manifest()), StandardCharsets.UTF_8).lines())
                .hasSize(8);
    }

    private static String tarOf(String batch, int shard) {
        return ObjectKeys.shard(tenant(batch), batch, shard);
    }

    @Test
    void noMoreShardsAreAskedForThanAreWanted() {
        start();
        String batch = accepted(20, 2);
        awaitAsked(batch, 0, 1, 2, 3);
        waiting("all is listed").until(() -> workers.batch(batch).shards().listed() == 10);
        assertThat(workers.shardsAsked(batch)).hasSize(Expanders.WINDOW);

        workers.store(workers.asked(batch).get(1));

        awaitAsked(batch, 0, 1, 2, 3, 4);
        assertThat(workers.asked(batch)).hasSize(5);
    }

    /** However many catalogues a tenant has, no more of its shards lie before those of another than if it had one. */
    @Test
    void allBatchesOfATenantShareWhatOneWouldHave() {
        start();
        String tenant = UUID.randomUUID().toString();
        List<String> many = IntStream.range(0, Expanders.WINDOW + 2)
                .mapToObj(i -> accepted(tenant, 6, 2))
                .toList();
        waiting("all is listed").until(() -> many.stream()
                .allMatch(batch -> workers.batch(batch).shards().listed() == 3));

        String another = accepted(4, 2);
        awaitAsked(another, 0, 1);

        assertThat(many.stream().mapToInt(batch -> workers.asked(batch).size()).sum())
                .isLessThanOrEqualTo(Expanders.WINDOW);
        waiting("the end of all").until(() -> {
            many.forEach(workers::storeAll);
            return many.stream().allMatch(batch -> workers.batch(batch).state().isEnd());
        });
    }

    @Test
    void aSmallBatchIsListedBeforeSeveralLargeOnesOfAnotherTenantAre() {
        // So many that no machine lists them all before it lists one.
        int shards = 5_000;
        String tenant = UUID.randomUUID().toString();
        List<String> large =
                IntStream.range(0, 6).mapToObj(i -> accepted(tenant, shards, 1)).toList();
        String small = accepted(1, 1);
        start();

        awaitAsked(small, 0);

        assertThat(large)
                .allSatisfy(batch ->
                        assertThat(workers.batch(batch).shards().listed()).isLessThan(shards));
        large.forEach(batch -> workers.say(new Cancelled(CatalogueEvent.VERSION, batch, Instant.now(), "ann")));
        waiting("the end of all").until(() -> large.stream()
                .allMatch(batch -> workers.batch(batch).state().isEnd()));
    }

    @Test
    void aPausedBatchAsksForNothingAndAResumedOneForAllThatIsNotStored() {
        start();
        String batch = accepted(20, 2);
        awaitAsked(batch, 0, 1, 2, 3);
        workers.say(new Paused(CatalogueEvent.VERSION, batch, Instant.now(), "ann"));
        waiting("pause").until(() -> workers.batch(batch).paused());

        workers.store(askedFor(batch, 0));
        waiting("stored").until(() -> workers.batch(batch).shards().stored() == 1);
        // What another batch gets in the same time shows that this one would have got it too.
        String other = accepted(2, 1);
        awaitAsked(other, 0, 1);
        assertThat(workers.asked(batch)).hasSize(4);

        workers.say(new Resumed(CatalogueEvent.VERSION, batch, Instant.now(), "ann"));
        waiting("asked again").until(() -> workers.asked(batch).size() == 8);
        assertThat(workers.asked(batch).subList(4, 8))
                .allMatch(shard -> shard.resumes() == 1)
                .extracting(ShardRequest::shard)
                .containsExactlyInAnyOrder(1, 2, 3, 4);
        assertThat(awaitEnd(batch).state()).isEqualTo(Batch.State.COMPLETED);
    }

    @Test
    void aFailedShardIsAskedForAgainWhenSomebodyWantsIt() {
        start();
        String batch = accepted(6, 2);
        awaitAsked(batch, 0, 1, 2);
        List<ShardRequest> asked = workers.asked(batch);
        workers.fail(asked.get(1));
        workers.store(asked.get(0));
        workers.store(asked.get(2));
        waiting("incomplete").until(() -> workers.batch(batch).state() == Batch.State.INCOMPLETE);
        assertThat(workers.asked(batch)).hasSize(3);

        workers.say(new Retried(CatalogueEvent.VERSION, batch, Instant.now(), "ann"));

        waiting("asked again").until(() -> workers.asked(batch).size() == 4);
        assertThat(workers.asked(batch).get(3).shard()).isEqualTo(asked.get(1).shard());
        assertThat(awaitEnd(batch).state()).isEqualTo(Batch.State.COMPLETED);
    }

    @Test
    void aCancelledBatchAsksForNothingMore() {
        start();
        String batch = accepted(20, 2);
        awaitAsked(batch, 0, 1, 2, 3);
        workers.say(new Cancelled(CatalogueEvent.VERSION, batch, Instant.now(), "ann"));
        waiting("end").until(() -> workers.batch(batch).state().isEnd());
        workers.store(workers.asked(batch).get(0));
        String other = accepted(1, 1);
        assertThat(awaitEnd(other).state()).isEqualTo(Batch.State.COMPLETED);
        assertThat(workers.asked(batch)).hasSize(4);
    }

    @Test
    void theNextOwnerGoesOnWhereTheLogSaysAndAsksForWhatIsNotStored() throws InterruptedException {
        Expander first = start();
        String batch = accepted(200, 2);
        awaitAsked(batch, 0, 1, 2, 3);
        workers.store(askedFor(batch, 0));
        awaitAsked(batch, 0, 1, 2, 3, 4);
        waiting("half is listed").until(() -> workers.batch(batch).shards().listed() > 50);
        stop(first);
        byte[] list = installation.store().get(ObjectKeys.shardItems(tenant(batch), batch, 50));
        int asked = workers.asked(batch).size();

        start();

        waiting("asked again").until(() -> workers.asked(batch).size() == asked + Expanders.WINDOW);
        assertThat(workers.asked(batch).subList(asked, asked + Expanders.WINDOW))
                .extracting(ShardRequest::shard)
                .containsExactlyInAnyOrder(1, 2, 3, 4);
        assertThat(awaitEnd(batch).state()).isEqualTo(Batch.State.COMPLETED);
        assertThat(installation.store().get(ObjectKeys.shardItems(tenant(batch), batch, 50)))
                .isEqualTo(list);
    }

    @Test
    void twoExpandersShareTheBatches() throws InterruptedException {
        start();
        start();
        List<String> all = IntStream.range(0, 12).mapToObj(i -> accepted(3, 1)).toList();
        all.forEach(ExpanderIT::awaitEnd);
        // Partitions change hands as the second one joins; what was asked for twice then is the same shard.
        for (String batch : all) {
            assertThat(workers.events(batch))
                    .filteredOn(Completed.class::isInstance)
                    .isNotEmpty();
            assertThat(new HashSet<>(workers.asked(batch).stream()
                            .map(ShardRequest::listSha256)
                            .toList()))
                    .hasSize(3);
        }
    }

    @Test
    void aSourceThatIsGoneOrAlteredFailsTheBatch() {
        CatalogueRequest gone = installation.catalogue(table(4), 4, 2);
        installation.store().delete(gone.source().key());
        CatalogueRequest altered = installation.catalogue(table(4), 4, 2);
        installation
                .store()
                .put(
                        altered.source().key(),
                        table(4).replace("Bag", "Coat").getBytes(StandardCharsets.UTF_8),
                        "text/csv",
                        Map.of());
        CatalogueRequest shorter = installation.catalogue(table(3), 4, 2);
        start();
        List.of(gone, altered, shorter).forEach(workers::request);

        assertFailed(gone.id(), "source-gone", gone.source().key());
        assertFailed(altered.id(), "source-altered", "SHA-256");
        assertFailed(shorter.id(), "source-altered", "fewer items");
    }

    private static void assertFailed(String batch, String code, String reason) {
        waiting("failure").until(() -> workers.batch(batch).state().isEnd());
        Failed failed = (Failed) workers.batch(batch).end().orElseThrow();
        assertThat(failed.code()).isEqualTo(code);
        assertThat(failed.reason()).contains(reason);
    }

    @Test
    void linesThatWereLeftOutAtTheDoorAreLeftOutHere() {
        start();
        CatalogueRequest request = installation.catalogue("id,category\na,Coat\nb,Cot\nc,Bag\n", 2, 10);
        workers.request(request);
        awaitEnd(request.id());
        assertThat(workers.items(workers.asked(request.id()).get(0)))
                .hasSize(2)
                .anyMatch(line -> line.contains("\"c\"") && line.contains("1002"));
    }

    @Test
    void aRequestThatCannotBeReadGoesToTheDeadLettersOnce() throws InterruptedException {
        String id = JobIds.random();
        Expander first = start();
        installation.send(new Message(Topic.GENERATION_CATALOGUES, id, Map.of(), new byte[] {1, 2, 3}));
        waiting("failure").until(() -> !workers.events(id).isEmpty());
        stop(first);

        start();
        String after = accepted(1, 1);
        awaitEnd(after);

        assertThat(workers.events(id)).hasSize(1).allMatch(Failed.class::isInstance);
        waiting("dead letter").until(() -> installation.log().deadLetters(id).size() == 1);
    }

    @Test
    void aLongListingIsNotedNowAndThen() {
        start();
        String batch = accepted(50, 1);
        awaitEnd(batch);
        assertThat(workers.events(batch))
                .filteredOn(Listed.class::isInstance)
                .extracting(event -> ((Listed) event).shards())
                .containsExactly(1, 17, 33, 49, 50);
    }

    @Test
    void theSourceAndTheListsOfABatchThatIsOverAreRemovedAndThoseOfOneThatGoesOnAreNot() {
        start(Duration.ZERO);
        String incomplete = accepted(4, 2);
        awaitAsked(incomplete, 0, 1);
        workers.store(workers.asked(incomplete).get(0));
        workers.fail(workers.asked(incomplete).get(1));
        waiting("incomplete").until(() -> workers.batch(incomplete).state() == Batch.State.INCOMPLETE);
        String paused = accepted(4, 2);
        awaitAsked(paused, 0, 1);
        workers.say(new Paused(CatalogueEvent.VERSION, paused, Instant.now(), "ann"));
        waiting("pause").until(() -> workers.batch(paused).paused());
        List<String> before = Stream.of(incomplete, paused)
                .flatMap(batch -> objects(batch).stream())
                .toList();
        String batch = accepted(4, 2);

        assertThat(awaitEnd(batch).state()).isEqualTo(Batch.State.COMPLETED);

        waiting("removal").until(() -> objects(batch).stream()
                .noneMatch(key -> key.contains("/sources/") || key.contains("/items/")));
        assertThat(objects(batch)).anyMatch(key -> key.endsWith("/manifest.jsonl"));
        assertThat(Stream.of(incomplete, paused).flatMap(other -> objects(other).stream()))
                .containsExactlyElementsOf(before);
        workers.say(new Retried(CatalogueEvent.VERSION, incomplete, Instant.now(), "ann"));
        assertThat(awaitEnd(incomplete).state()).isEqualTo(Batch.State.COMPLETED);
    }

    private static List<String> objects(String batch) {
        return installation.store().list(ObjectKeys.batchFile(tenant(batch), batch, ""));
    }
}
