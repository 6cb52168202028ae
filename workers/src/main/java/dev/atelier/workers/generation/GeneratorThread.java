package dev.atelier.workers.generation;

import dev.atelier.workers.batching.Batcher;
import dev.atelier.workers.jobs.PictureTask;
import dev.atelier.workers.models.LoadedModels;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Consumer;
import org.jboss.logging.Logger;

/** A thread and the generators that it alone touches: it computes batch after batch, and runs errands between them. */
final class GeneratorThread {
    private static final Logger LOG = Logger.getLogger(GeneratorThread.class);

    private final Batcher batcher;
    private final LoadedModels models;
    private final Computation computation;
    private final Queue<Consumer<LoadedModels>> errands = new ConcurrentLinkedQueue<>();
    private final Thread thread;

    /** What is done with a batch. */
    interface Computation {
        void generate(List<PictureTask> batch, LoadedModels models) throws InterruptedException;
    }

    GeneratorThread(String name, Batcher batcher, LoadedModels models, Computation computation) {
        this.batcher = batcher;
        this.models = models;
        this.computation = computation;
        this.thread = new Thread(this::run, name);
    }

    void start() {
        thread.start();
    }

    /** Runs something on this thread, between two batches; after what was given before. */
    void between(Consumer<LoadedModels> errand) {
        errands.add(errand);
        batcher.nudge();
    }

    private void run() {
        try {
            while (!batcher.isExhausted()) {
                for (Consumer<LoadedModels> errand = errands.poll(); errand != null; errand = errands.poll()) {
                    errand.accept(models);
                }
                List<PictureTask> batch = batcher.take(() -> !errands.isEmpty());
                if (!batch.isEmpty()) {
                    computation.generate(batch, models);
                }
            }
        } catch (InterruptedException e) {
            // The worker ends before it could finish: what is left is not acknowledged, and comes again.
            LOG.infof("%s ends with work left", thread.getName());
        } finally {
            models.close();
        }
    }

    /**
     * Waits until the closed batcher is exhausted.
     *
     * @return whether all was generated in time; else the thread is told to stop
     */
    boolean drain(Duration within) throws InterruptedException {
        thread.join(Math.max(1, within.toMillis()));
        if (thread.isAlive()) {
            thread.interrupt();
            return false;
        }
        return true;
    }

    /** Whether it was started and computes no more. */
    boolean hasEnded() {
        return thread.getState() == Thread.State.TERMINATED;
    }
}
