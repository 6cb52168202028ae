package dev.atelier.trainer.datasets.preparation;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Works on many inputs on all processors and hands the results on in the inputs' order, so that what comes of them does not
 * depend on the number of processors. Only a few results wait at a time.
 */
final class InOrder {

    private static final int WAITING_PER_THREAD = 8;

    /** Makes a result, on some thread. */
    interface Work<I, R> {
        R of(I input) throws IOException;
    }

    /** Takes the results, on the caller's thread. */
    interface Taker<I, R> {
        void take(I input, R result) throws IOException;
    }

    private record Pending<I, R>(I input, Future<R> result) {}

    private InOrder() {}

    static <I, R> void each(List<I> inputs, Work<I, R> work, Taker<I, R> taker) throws IOException {
        int threads = Runtime.getRuntime().availableProcessors();
        ExecutorService workers = Executors.newFixedThreadPool(threads, task -> {
            Thread thread = new Thread(task, "preparation");
            thread.setDaemon(true);
            return thread;
        });
        Queue<Pending<I, R>> waiting = new ArrayDeque<>();
        try {
            for (I input : inputs) {
                waiting.add(new Pending<>(input, workers.submit(() -> work.of(input))));
                if (waiting.size() > threads * WAITING_PER_THREAD) {
                    hand(waiting.remove(), taker);
                }
            }
            while (!waiting.isEmpty()) {
                hand(waiting.remove(), taker);
            }
        } finally {
            workers.shutdownNow();
        }
    }

    private static <I, R> void hand(Pending<I, R> pending, Taker<I, R> taker) throws IOException {
        try {
            taker.take(pending.input(), pending.result().get());
        } catch (ExecutionException e) {
            if (e.getCause() instanceof IOException cause) {
                throw cause;
            }
            throw new IllegalStateException("work on " + pending.input() + " failed: " + e.getCause(), e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted at " + pending.input(), e);
        }
    }
}
