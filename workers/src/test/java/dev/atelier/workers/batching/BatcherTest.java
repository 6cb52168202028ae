package dev.atelier.workers.batching;

import static org.assertj.core.api.Assertions.assertThat;

import dev.atelier.workers.jobs.Job;
import dev.atelier.workers.jobs.PictureTask;
import dev.atelier.workers.testing.Jobs;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
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
    private final Set<Job> unwanted = new HashSet<>();
    private final Batcher batcher = new Batcher(4, Duration.ofHours(1), this::isWanted, now::get);
    private Jobs jobs;

    @BeforeEach
    void model(@TempDir Path folder) {
        jobs = new Jobs(folder, "shirts");
    }

    private boolean isWanted(Job job) {
        job.begin();
        return !unwanted.contains(job);
    }

    private Job added(int pictures) {
        Job job = jobs.of(pictures);
        batcher.add(job);
        return job;
    }

    private static List<Job> jobsOf(List<PictureTask> batch) {
        return batch.stream().map(PictureTask::job).toList();
    }

    private CompletableFuture<List<PictureTask>> takenByAnotherThread() {
        var taken = new CompletableFuture<List<PictureTask>>();
        Thread taker = new Thread(() -> {
            try {
                taken.complete(batcher.take());
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

        assertThat(jobsOf(taken.get(30, TimeUnit.SECONDS))).containsExactly(job);
    }

    @Test
    void aGeneratorThatWasBusyWaitsForAFullBatch() throws Exception {
        Job first = added(1);
        CompletableFuture<List<PictureTask>> taken = takenByAnotherThread();
        assertThat(taken).isNotDone();

        Job second = added(3);

        assertThat(jobsOf(taken.get(30, TimeUnit.SECONDS))).containsExactly(first, second, second, second);
    }

    @Test
    void whatWaitedLongEnoughGoesWithoutMates() throws Exception {
        Job job = added(1);
        now.addAndGet(Duration.ofHours(1).toNanos());

        assertThat(jobsOf(batcher.take())).containsExactly(job);
    }

    @Test
    void unwantedPicturesMakeRoomForOthersInTheSameBatch() throws Exception {
        Job cancelled = added(3);
        Job wanted = added(4);
        unwanted.add(cancelled);

        assertThat(jobsOf(batcher.take())).containsExactly(wanted, wanted, wanted, wanted);
    }

    @Test
    void closingForgetsJobsThatNobodyBeganAndFinishesTheOthers() throws Exception {
        Job begun = added(6);
        added(2);
        assertThat(batcher.take()).hasSize(4);

        batcher.close();

        assertThat(batcher.isExhausted()).isFalse();
        assertThat(jobsOf(batcher.take())).containsExactly(begun, begun);
        assertThat(batcher.isExhausted()).isTrue();
        assertThat(batcher.take()).isEmpty();
    }

    @Test
    void nothingIsTakenInAfterClosing() {
        batcher.close();
        added(1);

        assertThat(batcher.waiting()).isZero();
    }

    @Test
    void aNudgeLetsTheGeneratorDoSomethingElse() throws Exception {
        CompletableFuture<List<PictureTask>> taken = takenByAnotherThread();

        batcher.nudge();

        assertThat(taken.get(30, TimeUnit.SECONDS)).isEmpty();
        assertThat(batcher.isExhausted()).isFalse();
    }
}
