package dev.atelier.trainer.training;

import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Reads the batch of the next step from the data while the present one is learned from. */
final class Prefetch implements AutoCloseable {

    private final Batches batches;
    private final ExecutorService reader = Executors.newSingleThreadExecutor(work -> {
        Thread thread = new Thread(work, "batches");
        thread.setDaemon(true);
        return thread;
    });
    private Future<Batches.Values> next;
    private long step;

    /** @param firstStep the first one that will be asked for */
    Prefetch(Batches batches, long firstStep) {
        this.batches = batches;
        step = firstStep;
        ask();
    }

    private void ask() {
        long wanted = step;
        next = reader.submit(() -> batches.read(wanted));
    }

    /** The batch of the next step, its arrays in the current workspace. */
    Batch next() {
        try {
            Batches.Values values = next.get();
            step++;
            ask();
            return batches.arrays(values);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while waiting for the batch of step " + step, e);
        } catch (ExecutionException e) {
            throw new CompletionException("the batch of step " + step + " can't be read", e.getCause());
        }
    }

    @Override
    public void close() {
        reader.shutdownNow();
    }
}
