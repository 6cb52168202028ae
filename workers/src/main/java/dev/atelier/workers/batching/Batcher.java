package dev.atelier.workers.batching;

import dev.atelier.workers.jobs.Lane;
import dev.atelier.workers.jobs.PictureTask;
import dev.atelier.workers.jobs.Work;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * Gathers pictures of different requests into batches. Any thread adds, those of the generators take. Nothing bounds it
 * but what the intakes let in, see {@link dev.atelier.workers.intake.Demand}.
 */
public final class Batcher {
    private final BatchRules rules;
    private final BatchQueue queue;
    private final Predicate<Work> wanted;
    private final LongSupplier clock;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private boolean closed;

    /**
     * @param wanted asked of a picture's work, outside of any lock, before it costs a forward pass
     * @param clock in nanoseconds
     */
    public Batcher(BatchRules rules, Predicate<Work> wanted, LongSupplier clock) {
        this.rules = rules;
        this.queue = new BatchQueue(rules);
        this.wanted = wanted;
        this.clock = clock;
    }

    /** Adds all pictures of the work at once; after {@link #close} it does nothing. */
    public void add(Work work) {
        lock.lock();
        try {
            if (!closed) {
                queue.add(work, clock.getAsLong());
                changed.signalAll();
            }
        } finally {
            lock.unlock();
        }
    }

    /**
     * Waits for the next batch: pictures of one model, all of them wanted.
     *
     * @param elsewhere whether the caller has something else to do; asked when it would wait, and at each {@link #nudge}
     * @return empty where nothing is wanted, where the caller is needed elsewhere, and when {@link #isExhausted}
     */
    public List<PictureTask> take(BooleanSupplier elsewhere) throws InterruptedException {
        List<PictureTask> candidates = await(elsewhere);
        var batch = new ArrayList<PictureTask>(rules.largest());
        while (!candidates.isEmpty()) {
            Map<Boolean, List<PictureTask>> byWanted =
                    candidates.stream().collect(Collectors.partitioningBy(task -> wanted.test(task.work())));
            batch.addAll(byWanted.get(true));
            List<PictureTask> unwanted = byWanted.get(false);
            bulkDone((int) unwanted.stream()
                    .filter(task -> task.work().lane() == Lane.BULK)
                    .count());
            candidates = unwanted.isEmpty()
                    ? List.of()
                    : more(candidates.get(0).work().model().digest(), unwanted.size());
        }
        return batch;
    }

    private List<PictureTask> await(BooleanSupplier elsewhere) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            boolean atOnce = queue.isEmpty();
            while (true) {
                long now = clock.getAsLong();
                Optional<Long> due = queue.due(now, atOnce || closed);
                if (due.isPresent() && due.get() == 0) {
                    return queue.take(now, atOnce || closed);
                } else if (elsewhere.getAsBoolean() || (closed && queue.isEmpty())) {
                    return List.of();
                } else if (due.isPresent()) {
                    changed.await(due.get(), TimeUnit.NANOSECONDS);
                } else {
                    // Nothing to wait for mates with: whatever comes first goes at once.
                    atOnce = true;
                    changed.await();
                }
            }
        } finally {
            lock.unlock();
        }
    }

    /** Lets whoever waits for a batch look whether there is something else to do. */
    public void nudge() {
        lock.lock();
        try {
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** So many bulk pictures that were taken are packed, or not wanted any more: others may follow. */
    public void bulkDone(int pictures) {
        if (pictures == 0) {
            return;
        }
        lock.lock();
        try {
            queue.bulkDone(pictures);
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Whether the batcher is closed and nothing is left. */
    public boolean isExhausted() {
        lock.lock();
        try {
            return closed && queue.isEmpty();
        } finally {
            lock.unlock();
        }
    }

    private List<PictureTask> more(String digest, int most) {
        lock.lock();
        try {
            return queue.takeOf(digest, most, clock.getAsLong());
        } finally {
            lock.unlock();
        }
    }

    /**
     * Takes nothing in any more and gives up jobs that nobody has begun, and shards of which pictures are still to be
     * made, since a shard takes long: they stay with the broker.
     */
    public void close() {
        lock.lock();
        List<Work> givenUp;
        try {
            closed = true;
            givenUp = queue.removeIf(work -> work.lane() == Lane.BULK || !work.isBegun());
            changed.signalAll();
        } finally {
            lock.unlock();
        }
        givenUp.forEach(Work::end);
    }

    /** Pictures that wait. */
    public int waiting(Lane lane) {
        lock.lock();
        try {
            return queue.pictures(lane);
        } finally {
            lock.unlock();
        }
    }
}
