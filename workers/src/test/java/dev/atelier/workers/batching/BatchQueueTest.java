package dev.atelier.workers.batching;

import static org.assertj.core.api.Assertions.assertThat;

import dev.atelier.workers.jobs.Job;
import dev.atelier.workers.jobs.PictureTask;
import dev.atelier.workers.testing.Jobs;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Times are given, so nothing waits here. */
class BatchQueueTest {
    private static final boolean IDLE = true;
    private static final boolean BUSY = false;

    private final BatchQueue queue = new BatchQueue(4, 100);
    private Jobs shirts;
    private Jobs shoes;

    @BeforeEach
    void models(@TempDir Path folder) {
        shirts = new Jobs(folder, "shirts");
        shoes = new Jobs(folder, "shoes");
    }

    private Job add(Job job, long now) {
        job.pictures().forEach(task -> queue.add(task, now));
        return job;
    }

    private static List<Job> jobsOf(List<PictureTask> batch) {
        return batch.stream().map(PictureTask::job).toList();
    }

    @Test
    void nothingIsDueWhileNothingWaits() {
        assertThat(queue.due(0, IDLE)).isEmpty();
    }

    @Test
    void aSinglePictureGoesAtOnceWhenTheGeneratorIsIdle() {
        Job job = add(shirts.of(1), 50);

        assertThat(queue.due(50, IDLE)).contains(0L);
        assertThat(jobsOf(queue.take(50, IDLE))).containsExactly(job);
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
        assertThat(jobsOf(queue.take(51, IDLE))).containsExactly(second, second);
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

        assertThat(jobsOf(queue.take(200, BUSY))).containsExactly(shirt, anotherShirt);
        assertThat(jobsOf(queue.take(200, BUSY))).containsExactly(shoe, shoe);
        assertThat(queue.size()).isZero();
    }

    @Test
    void aFullBatchNeedNotWaitForAnOlderPictureOfAnotherModelThatWaitsForMates() {
        add(shirts.of(1), 10);
        Job shoe = add(shoes.of(4), 20);

        assertThat(queue.due(30, BUSY)).contains(0L);
        assertThat(jobsOf(queue.take(30, BUSY))).containsOnly(shoe);
        assertThat(queue.due(30, BUSY)).contains(80L);
    }

    @Test
    void anOldPictureIsNotHeldUpByFullBatchesOfAnotherModel() {
        Job shirt = add(shirts.of(1), 10);
        add(shoes.of(4), 20);
        add(shoes.of(4), 20);

        queue.take(30, BUSY);

        assertThat(jobsOf(queue.take(110, BUSY))).containsExactly(shirt);
    }

    @Test
    void whatIsForgottenNeitherWaitsNorCounts() {
        Job gone = add(shirts.of(2), 0);
        Job stays = add(shirts.of(1), 5);

        queue.removeIf(task -> task.job() == gone);

        assertThat(queue.size()).isEqualTo(1);
        assertThat(queue.due(10, BUSY)).contains(95L);
        assertThat(jobsOf(queue.take(200, BUSY))).containsExactly(stays);
    }
}
