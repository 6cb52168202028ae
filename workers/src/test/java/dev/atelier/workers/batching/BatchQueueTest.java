package dev.atelier.workers.batching;

import static org.assertj.core.api.Assertions.assertThat;

import dev.atelier.workers.jobs.Job;
import dev.atelier.workers.jobs.Lane;
import dev.atelier.workers.jobs.PictureTask;
import dev.atelier.workers.jobs.Shard;
import dev.atelier.workers.jobs.Work;
import dev.atelier.workers.testing.Jobs;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Times are given, so nothing waits here. */
class BatchQueueTest {
    private static final boolean IDLE = true;
    private static final boolean BUSY = false;

    private final BatchQueue queue =
            new BatchQueue(new BatchRules(4, 4, Duration.ofNanos(100), 0.25, Duration.ofNanos(1_000), 1_000));
    private Jobs shirts;
    private Jobs shoes;

    @BeforeEach
    void models(@TempDir Path folder) {
        shirts = new Jobs(folder, "shirts");
        shoes = new Jobs(folder, "shoes");
    }

    private Job add(Job job, long now) {
        queue.add(job, now);
        return job;
    }

    private static List<Work> workOf(List<PictureTask> batch) {
        return batch.stream().map(PictureTask::work).toList();
    }

    @Test
    void nothingIsDueWhileNothingWaits() {
        assertThat(queue.due(0, IDLE)).isEmpty();
    }

    @Test
    void aSinglePictureGoesAtOnceWhenTheGeneratorIsIdle() {
        Job job = add(shirts.of(1), 50);

        assertThat(queue.due(50, IDLE)).contains(0L);
        assertThat(workOf(queue.take(50, IDLE))).containsExactly(job);
    }

    @Test
    void aPictureWaitsForMatesWhileTheGeneratorIsBusyButNotLongerThanTold() {
        add(shirts.of(1), 50);

        assertThat(queue.due(50, BUSY)).contains(100L);
        assertThat(queue.due(120, BUSY)).contains(30L);
        assertThat(queue.due(150, BUSY)).contains(0L);
        assertThat(queue.due(999, BUSY)).contains(0L);
    }

    @Test
    void aFullBatchIsDueAtOnce() {
        add(shirts.of(3), 50);
        Job second = add(shirts.of(3), 51);

        assertThat(queue.due(51, BUSY)).contains(0L);
        assertThat(queue.take(51, BUSY)).hasSize(4);
        assertThat(workOf(queue.take(51, IDLE))).containsExactly(second, second);
    }

    @Test
    void picturesOfAJobKeepTheirOrder() {
        add(shirts.of(4), 0);

        assertThat(queue.take(0, IDLE)).extracting(PictureTask::index).containsExactly(0, 1, 2, 3);
    }

    @Test
    void aBatchHoldsOneModelOnlyAndTheOneThatWaitedLongestComesFirst() {
        Job shirt = add(shirts.of(1), 10);
        Job shoe = add(shoes.of(2), 20);
        Job anotherShirt = add(shirts.of(1), 30);

        assertThat(workOf(queue.take(200, BUSY))).containsExactly(shirt, anotherShirt);
        assertThat(workOf(queue.take(200, BUSY))).containsExactly(shoe, shoe);
        assertThat(queue.isEmpty()).isTrue();
    }

    @Test
    void aFullBatchNeedNotWaitForAnOlderPictureOfAnotherModelThatWaitsForMates() {
        add(shirts.of(1), 10);
        Job shoe = add(shoes.of(4), 20);

        assertThat(queue.due(30, BUSY)).contains(0L);
        assertThat(workOf(queue.take(30, BUSY))).containsOnly(shoe);
        assertThat(queue.due(30, BUSY)).contains(80L);
    }

    @Test
    void anOldPictureIsNotHeldUpByFullBatchesOfAnotherModel() {
        Job shirt = add(shirts.of(1), 10);
        add(shoes.of(4), 20);
        add(shoes.of(4), 20);

        queue.take(30, BUSY);

        assertThat(workOf(queue.take(30 + Duration.ofMillis(50).toNanos(), BUSY)))
                .containsExactly(shirt);
    }

    @Test
    void peopleGoFirstAndShardsFillTheRestOfTheirBatch() {
        Shard shard = shirts.shard("shop", "batch", 0, 100);
        queue.add(shard, 0);
        Job job = add(shirts.of(1), 10);

        assertThat(workOf(queue.take(10, BUSY))).containsExactly(job, shard, shard, shard);
    }

    @Test
    void aBatchThatShardsFillForPeopleIsNoLongerThanTheyNeed() {
        BatchQueue large = new BatchQueue(new BatchRules(16, 4, Duration.ZERO, 0.25, Duration.ofNanos(1_000), 1_000));
        large.add(shirts.shard("shop", "batch", 0, 1_000), 0);

        assertThat(large.take(1, BUSY)).as("nobody waits").hasSize(16);
        assertThat(interactiveOf(large, 1)).as("of one person's batch").containsExactly(1, 4);
        assertThat(interactiveOf(large, 4)).as("of four").containsExactly(4, 4);
        assertThat(interactiveOf(large, 5))
                .as("of five, and one owed to shards")
                .containsExactly(5, 8);
        assertThat(interactiveOf(large, 12)).as("of twelve").containsExactly(12, 16);
        assertThat(large.take(9, BUSY)).as("more people are expected").hasSize(8);
        assertThat(large.take(1 + Duration.ofSeconds(1).toNanos(), BUSY))
                .as("nobody has come for a second")
                .hasSize(16);
    }

    /** Pictures of people in the batch that is next when they ask for so many, and its size. */
    private List<Integer> interactiveOf(BatchQueue queue, int asked) {
        queue.add(shirts.of(asked), 1);
        List<PictureTask> batch = queue.take(1, BUSY);
        return List.of(batch.size() - bulkOf(batch), batch.size());
    }

    @Test
    void aBatchOfPeopleAloneHoldsAllOfThem() {
        BatchQueue large = new BatchQueue(new BatchRules(16, 4, Duration.ZERO, 0.25, Duration.ofNanos(1_000), 1_000));

        large.add(shirts.of(13), 0);

        assertThat(large.take(1, BUSY)).hasSize(13);
    }

    @Test
    void shardsGetTheirShareOfShortBatchesToo() {
        BatchQueue large = new BatchQueue(new BatchRules(16, 4, Duration.ZERO, 0.25, Duration.ofNanos(1_000), 1_000));
        large.add(shirts.shard("shop", "batch", 0, 1_000), 0);
        var bulk = 0;
        var all = 0;
        for (int batch = 0; batch < 40; batch++) {
            large.add(shirts.of(4), batch);
            List<PictureTask> taken = large.take(batch, BUSY);
            bulk += bulkOf(taken);
            all += taken.size();
        }

        assertThat((double) bulk / all).isGreaterThan(0.22);
    }

    @Test
    void nobodyWaitsForMatesWhereShardsCanFillTheBatch() {
        queue.add(shoes.shard("shop", "batch", 0, 100), 0);
        Job job = add(shirts.of(1), 10);

        assertThat(queue.due(10, BUSY)).contains(0L);
        assertThat(workOf(queue.take(10, BUSY))).containsExactly(job);
    }

    @Test
    void shardsGetTheirShareOfEachBatchWhilePeopleAskForMoreThanThereIs() {
        queue.add(shirts.shard("shop", "batch", 0, 100), 0);
        var bulk = 0;
        for (int batch = 0; batch < 20; batch++) {
            add(shirts.of(8), batch);
            List<PictureTask> taken = queue.take(batch, BUSY);
            assertThat(taken).hasSize(4);
            bulk += bulkOf(taken);
        }

        // A quarter of 80 places, less the last one, which is still owed.
        assertThat(bulk).isBetween(19, 20);
    }

    @Test
    void shardsOfAnotherModelGetWholeBatchesForTheirShare() {
        queue.add(shoes.shard("shop", "batch", 0, 100), 0);
        var bulk = 0;
        for (int batch = 0; batch < 21; batch++) {
            add(shirts.of(8), batch);
            List<PictureTask> taken = queue.take(batch, BUSY);
            assertThat(workOf(taken).stream().map(Work::model).distinct()).hasSize(1);
            bulk += bulkOf(taken);
        }

        assertThat(bulk).isBetween(16, 20);
    }

    @Test
    void whatShardsGotOfFreePlacesIsNotHeldAgainstThem() {
        queue.add(shirts.shard("shop", "batch", 0, 100), 0);
        queue.take(0, BUSY);
        queue.take(1, BUSY);
        add(shirts.of(8), 2);

        queue.take(2, BUSY);

        assertThat(bulkOf(queue.take(3, BUSY))).isEqualTo(1);
    }

    private static int bulkOf(List<PictureTask> batch) {
        return (int)
                batch.stream().filter(task -> task.work().lane() == Lane.BULK).count();
    }

    @Test
    void shardsStayWithAModelForAStintAndNoLonger() {
        Shard shirt = shirts.shard("shop", "a", 0, 100);
        Shard shoe = shoes.shard("shop", "b", 0, 100);
        queue.add(shirt, 0);
        queue.add(shoe, 1);

        assertThat(workOf(queue.take(10, BUSY))).containsOnly(shirt);
        queue.removeIf(work -> work == shirt);
        queue.add(shirt, 20);
        assertThat(workOf(queue.take(20, BUSY))).containsOnly(shirt);
        assertThat(workOf(queue.take(1_010, BUSY))).containsOnly(shoe);
        assertThat(workOf(queue.take(2_009, BUSY))).containsOnly(shoe);
    }

    @Test
    void whatIsForgottenNeitherWaitsNorCounts() {
        Job gone = add(shirts.of(2), 0);
        Job stays = add(shirts.of(1), 5);

        queue.removeIf(work -> work == gone);

        assertThat(queue.pictures(Lane.INTERACTIVE)).isEqualTo(1);
        assertThat(queue.due(10, BUSY)).contains(95L);
        assertThat(workOf(queue.take(200, BUSY))).containsExactly(stays);
    }
}
