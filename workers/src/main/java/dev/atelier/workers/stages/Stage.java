package dev.atelier.workers.stages;

import java.time.Duration;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;
import org.jboss.logging.Logger;

/**
 * One stage of the pipeline: its threads and the bounded buffer before them. Whoever submits to a full stage waits, so
 * that pressure goes back stage by stage until it reaches Kafka. Tasks start in the order in which they were submitted.
 */
public final class Stage {
    private static final Logger LOG = Logger.getLogger(Stage.class);

    private final String name;
    private final Semaphore room;
    private final ThreadPoolExecutor threads;
    private final LongAdder busyNanos = new LongAdder();

    /**
     * @param threads working at one time, 1 or more
     * @param buffer tasks that wait, 1 or more
     */
    public Stage(String name, int threads, int buffer) {
        this.name = name;
        this.room = new Semaphore(threads + buffer);
        var number = new AtomicInteger();
        this.threads = new ThreadPoolExecutor(
                threads,
                threads,
                0,
                TimeUnit.SECONDS,
                new LinkedBlockingQueue<>(),
                task -> new Thread(task, name + "-" + number.incrementAndGet()));
    }

    /**
     * Hands over a task; waits while the buffer is full.
     *
     * @throws InterruptedException where the wait is cut short; the task is not taken then
     */
    public void submit(Runnable task) throws InterruptedException {
        room.acquire();
        threads.execute(() -> run(task));
    }

    private void run(Runnable task) {
        long start = System.nanoTime();
        try {
            task.run();
        } catch (RuntimeException | Error e) {
            // Tasks answer for their own failures; what arrives here is a defect, and must not be silent.
            LOG.errorf(e, "a task of stage %s failed", name);
        } finally {
            busyNanos.add(System.nanoTime() - start);
            room.release();
        }
    }

    /**
     * Finishes what was submitted, then ends the threads. Nothing may be submitted any more.
     *
     * @return whether all was finished in time; else the rest is dropped and running tasks are interrupted
     */
    public boolean drain(Duration within) throws InterruptedException {
        threads.shutdown();
        if (threads.awaitTermination(within.toNanos(), TimeUnit.NANOSECONDS)) {
            return true;
        }
        threads.shutdownNow();
        return false;
    }

    public String name() {
        return name;
    }

    /** Tasks that wait. */
    public int waiting() {
        return threads.getQueue().size();
    }

    /** Time that all threads together have worked, also waiting for others; divide by time and threads. */
    public double busySeconds() {
        return busyNanos.sum() / 1e9;
    }
}
