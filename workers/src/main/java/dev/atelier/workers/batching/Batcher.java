package dev.atelier.workers.batching;

import dev.atelier.workers.jobs.Job;
import dev.atelier.workers.jobs.PictureTask;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;
import java.util.function.Predicate;

/**
 * Gathers pictures of different requests into batches. Any thread adds, the generator's thread takes. Nothing bounds it
 * but what the intake lets in, see {@link dev.atelier.workers.intake.Demand}.
 */
public final class Batcher {
    private final int largest;
    private final BatchQueue queue;
    private final Predicate<Job> wanted;
    private final LongSupplier clock;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private boolean closed;
    private boolean nudged;

    /**
     * @param largest most pictures of a batch
     * @param longestWait of a picture for mates while the generator is busy
     * @param wanted asked of a picture's job, outside of any lock, before it costs a forward pass
     * @param clock in nanoseconds
     */
    public Batcher(int largest, Duration longestWait, Predicate<Job> wanted, LongSupplier clock) {
        this.largest = largest;
        this.queue = new BatchQueue(largest, longestWait.toNanos());
        this.wanted = wanted;
        this.clock = clock;
    }

    /** Adds all pictures of a job at once; after {@link #close} it does nothing. */
    public void add(Job job) {
        lock.lock();
        try {
            if (!closed) {
                long now = clock.getAsLong();
                job.pictures().forEach(task -> queue.add(task, now));
                changed.signal();
            }
        } finally {
            lock.unlock();
        }
    }

    /**
     * Waits for the next batch: pictures of one model, all of them wanted.
     *
     * @return empty where nothing is wanted, after {@link #nudge}, and when {@link #isExhausted}
     */
    public List<PictureTask> take() throws InterruptedException {
        List<PictureTask> candidates = await();
        var batch = new ArrayList<PictureTask>(largest);
        while (!candidates.isEmpty()) {
            String digest = candidates.get(0).digest();
            candidates.stream().filter(task -> wanted.test(task.job())).forEach(batch::add);
            candidates = batch.size() < largest ? more(digest, largest - batch.size()) : List.of();
        }
        return batch;
    }

    private List<PictureTask> await() throws InterruptedException {
        lock.lockInterruptibly();
        try {
            boolean atOnce = queue.size() == 0;
            while (true) {
                long now = clock.getAsLong();
                Optional<Long> due = queue.due(now, atOnce || closed);
                if (due.isPresent() && due.get() == 0) {
                    return queue.take(now, atOnce || closed);
                } else if (nudged || closed) {
                    nudged = false;
                    return List.of();
                } else if (due.isPresent()) {
                    changed.await(due.get(), TimeUnit.NANOSECONDS);
                } else {
                    changed.await();
                }
            }
        } finally {
            lock.unlock();
        }
    }

    /** Makes {@link #take} return, now or the next time that it would wait. */
    public void nudge() {
        lock.lock();
        try {
            nudged = true;
            changed.signal();
        } finally {
            lock.unlock();
        }
    }

    /** Whether the batcher is closed and nothing is left. */
    public boolean isExhausted() {
        lock.lock();
        try {
            return closed && queue.size() == 0;
        } finally {
            lock.unlock();
        }
    }

    private List<PictureTask> more(String digest, int most) {
        lock.lock();
        try {
            return queue.takeOf(digest, most);
        } finally {
            lock.unlock();
        }
    }

    /** Takes nothing in any more and forgets jobs that nobody has begun: they stay with the broker. */
    public void close() {
        lock.lock();
        try {
            closed = true;
            queue.removeIf(task -> !task.job().isBegun());
            changed.signal();
        } finally {
            lock.unlock();
        }
    }

    /** Pictures that wait. */
    public int waiting() {
        lock.lock();
        try {
            return queue.size();
        } finally {
            lock.unlock();
        }
    }
}
