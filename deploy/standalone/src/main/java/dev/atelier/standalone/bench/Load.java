package dev.atelier.standalone.bench;

import dev.atelier.contract.attributes.Selection;
import dev.atelier.standalone.client.Gateway;
import dev.atelier.standalone.client.JobView;
import dev.atelier.standalone.client.Order;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Closed-loop clients: each asks for pictures, follows the job to its end, and asks again.
 *
 * @param choices asked for in turn
 * @param perRequest pictures of a request
 */
record Load(Gateway gateway, String model, List<Selection> choices, int perRequest) {
    /** A job as it was accepted, and at its end. */
    record Asked(JobView accepted, JobView end) {}

    /** What a run came to, and how long it took. */
    record Outcome(List<Asked> asked, double seconds) {
        List<JobView> jobs() {
            return asked.stream().map(Asked::end).toList();
        }

        int images() {
            return asked.stream().mapToInt(job -> job.end().count()).sum();
        }
    }

    /** Runs until at least {@code images} have been asked for and all jobs have ended. */
    Outcome run(int clients, int images) throws InterruptedException {
        int requests = (images + perRequest - 1) / perRequest;
        AtomicInteger next = new AtomicInteger();
        ExecutorService threads = Executors.newFixedThreadPool(clients);
        long start = System.nanoTime();
        try {
            Callable<List<Asked>> client = () -> client(next, requests);
            var jobs = new ArrayList<Asked>();
            for (var done : threads.invokeAll(Collections.nCopies(clients, client))) {
                jobs.addAll(done.get());
            }
            return new Outcome(jobs, (System.nanoTime() - start) / 1e9);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException reason) {
                throw reason;
            }
            throw new IllegalStateException(e.getCause());
        } finally {
            threads.shutdownNow();
        }
    }

    private List<Asked> client(AtomicInteger next, int requests) throws InterruptedException {
        var jobs = new ArrayList<Asked>();
        for (int i = next.getAndIncrement(); i < requests; i = next.getAndIncrement()) {
            jobs.add(ask(i));
        }
        return jobs;
    }

    /** One request, from the asking to the end of the job. */
    JobView one(int number) throws InterruptedException {
        return ask(number).end();
    }

    private Asked ask(int number) throws InterruptedException {
        Selection choice = choices.get(number % choices.size());
        JobView accepted = gateway.ask(new Order(model, choice, perRequest, OptionalLong.empty()));
        return new Asked(accepted, gateway.follow(accepted.id(), change -> {}));
    }
}
