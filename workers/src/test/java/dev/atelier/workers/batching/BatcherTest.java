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
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The clock stands still unless a test moves it. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class BatcherTest {
    private final AtomicLong now = new AtomicLong();
    private final Set<Work> unwanted = new HashSet<>();
    private final Batcher batcher = new Batcher(
            new BatchRules(4, 4, Duration.ofHours(1), 0.25, Duration.ofHours(1), 8), this::isWanted, now::get);
    private final AtomicBoolean elsewhere = new AtomicBoolean();
    private Jobs jobs;

    @BeforeEach
    void model(@TempDir Path folder) {
        jobs = new Jobs(folder, "shirts");
    }

    private boolean isWanted(Work work) {
        work.begin();
        return !unwanted.contains(work);
    }

    private Job added(int pictures) {
        Job job = jobs.of(pictures);
        batcher.add(job);
        return job;
    }

    private static List<Work> workOf(List<PictureTask> batch) {
        return batch.stream().map(PictureTask::work).toList();
    }

    private CompletableFuture<List<PictureTask>> takenByAnotherThread() {
        var taken = new CompletableFuture<List<PictureTask>>();
        Thread taker = new Thread(() -> {
            try {
                taken.complete(batcher.take(elsewhere::get));
            } catch (InterruptedException e) {
                taken.completeExceptionally(e);
            }
        });
        taker.setDaemon(true);
        taker.start();
        Awaitility.await()
                .until(() -> taken.isDone()
                        || taker.getState() == Thread.State.WAITING
                        || taker.getState() == Thread.State.TIMED_WAITING);
        return taken;
    }

    @Test
    void anIdleGeneratorGetsAPictureTheMomentItComes() throws Exception {
        CompletableFuture<List<PictureTask>> taken = takenByAnotherThread();
        assertThat(taken).isNotDone();

        Job job = added(1);

        assertThat(workOf(taken.get(30, TimeUnit.SECONDS))).containsExactly(job);
    }

    @Test
    void aGeneratorThatWasBusyWaitsForAFullBatch() throws Exception {
        Job first = added(1);
        CompletableFuture<List<PictureTask>> taken = takenByAnotherThread();
        assertThat(taken).isNotDone();

        Job second = added(3);

        assertThat(workOf(taken.get(30, TimeUnit.SECONDS))).containsExactly(first, second, second, second);
    }

    @Test
    void whatWaitedLongEnoughGoesWithoutMates() throws Exception {
        Job job = added(1);
        now.addAndGet(Duration.ofHours(1).toNanos());

        assertThat(workOf(batcher.take(elsewhere::get))).containsExactly(job);
    }

    @Test
    void unwantedPicturesMakeRoomForOthersInTheSameBatch() throws Exception {
        Job cancelled = added(3);
        Job wanted = added(4);
        unwanted.add(cancelled);

        assertThat(workOf(batcher.take(elsewhere::get))).containsExactly(wanted, wanted, wanted, wanted);
    }

    @Test
    void closingForgetsJobsThatNobodyBeganAndFinishesTheOthers() throws Exception {
        Job begun = added(6);
        added(2);
        assertThat(batcher.take(elsewhere::get)).hasSize(4);

        batcher.close();

        assertThat(batcher.isExhausted()).isFalse();
        assertThat(workOf(batcher.take(elsewhere::get))).containsExactly(begun, begun);
        assertThat(batcher.isExhausted()).isTrue();
        assertThat(batcher.take(elsewhere::get)).isEmpty();
    }

    @Test
    void aShardOfWhichPicturesAreStillToBeMadeIsGivenUpAtClosing() throws Exception {
        Shard shard = jobs.shard("shop", "batch", 0, 100);
        batcher.add(shard);
        assertThat(batcher.take(elsewhere::get)).hasSize(4);

        batcher.close();

        assertThat(batcher.isExhausted()).isTrue();
        assertThat(shard.isOver()).isTrue();
        assertThat(jobs.acknowledged()).isZero();
    }

    @Test
    void noMoreOfAShardIsTakenThanTheEncodersKeepUpWith() throws Exception {
        batcher.add(jobs.shard("shop", "batch", 0, 100));
        assertThat(batcher.take(elsewhere::get)).hasSize(4);
        assertThat(batcher.take(elsewhere::get)).hasSize(4);

        CompletableFuture<List<PictureTask>> third = takenByAnotherThread();
        assertThat(third).isNotDone();
        batcher.bulkDone(3);

        assertThat(third.get(30, TimeUnit.SECONDS)).hasSize(3);
    }

    @Test
    void aPersonGetsTheGeneratorWhileTheEncodersOfShardsAreBusy() throws Exception {
        batcher.add(jobs.shard("shop", "batch", 0, 100));
        batcher.take(elsewhere::get);
        batcher.take(elsewhere::get);
        CompletableFuture<List<PictureTask>> third = takenByAnotherThread();

        Job job = added(1);

        assertThat(workOf(third.get(30, TimeUnit.SECONDS))).containsExactly(job);
    }

    @Test
    void unwantedPicturesOfAShardTakeNoRoomBehindTheGenerator() throws Exception {
        Shard cancelled = jobs.shard("shop", "cancelled", 0, 6);
        unwanted.add(cancelled);
        batcher.add(cancelled);
        Shard wanted = jobs.shard("shop", "wanted", 0, 100);
        batcher.add(wanted);

        assertThat(workOf(batcher.take(elsewhere::get))).containsOnly(wanted).hasSize(4);
        assertThat(workOf(batcher.take(elsewhere::get))).containsOnly(wanted).hasSize(4);
    }

    @Test
    void nothingIsTakenInAfterClosing() {
        batcher.close();
        added(1);

        assertThat(batcher.waiting(Lane.INTERACTIVE)).isZero();
    }

    @Test
    void aNudgeLetsTheGeneratorDoSomethingElse() throws Exception {
        CompletableFuture<List<PictureTask>> taken = takenByAnotherThread();

        elsewhere.set(true);
        batcher.nudge();

        assertThat(taken.get(30, TimeUnit.SECONDS)).isEmpty();
        assertThat(batcher.isExhausted()).isFalse();
    }

    @Test
    void whoHasSomethingElseToDoDoesNotWait() throws Exception {
        elsewhere.set(true);

        assertThat(batcher.take(elsewhere::get)).isEmpty();
    }

    @Test
    void whatFillsSeveralBatchesIsSharedByAllWhoAreIdle() throws Exception {
        CompletableFuture<List<PictureTask>> one = takenByAnotherThread();
        CompletableFuture<List<PictureTask>> other = takenByAnotherThread();

        Job job = added(7);

        assertThat(one.get(30, TimeUnit.SECONDS).size()
                        + other.get(30, TimeUnit.SECONDS).size())
                .isEqualTo(7);
        assertThat(workOf(one.join())).containsOnly(job);
        assertThat(workOf(other.join())).containsOnly(job);
    }

    @Test
    void closingEndsAllWhoWait() throws Exception {
        CompletableFuture<List<PictureTask>> one = takenByAnotherThread();
        CompletableFuture<List<PictureTask>> other = takenByAnotherThread();

        batcher.close();

        assertThat(one.get(30, TimeUnit.SECONDS)).isEmpty();
        assertThat(other.get(30, TimeUnit.SECONDS)).isEmpty();
    }
}
