package dev.atelier.standalone.load;

import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/** Sends requests by a schedule until closed, a thread for each connection. */
final class Clients implements AutoCloseable {
    private static final long PATIENCE_SECONDS = 60;

    private final Schedule schedule;
    private final Requests requests;
    private final Tally tally;
    private final AtomicLong next = new AtomicLong();
    private final ExecutorService threads;
    private final long start = System.nanoTime();
    private volatile boolean closing;

    private Clients(Schedule schedule, Requests requests, Tally tally) {
        this.schedule = schedule;
        this.requests = requests;
        this.tally = tally;
        this.threads = Executors.newFixedThreadPool(schedule.connections());
    }

    static Clients start(Schedule schedule, Requests requests, Tally tally) {
        Clients clients = new Clients(schedule, requests, tally);
        for (int i = 0; i < schedule.connections(); i++) {
            clients.threads.execute(clients::run);
        }
        return clients;
    }

    private void run() {
        while (!closing) {
            long number = next.getAndIncrement();
            long from = schedule.plannedAfter(number).map(this::await).orElseGet(System::nanoTime);
            if (!closing) {
                Optional<String> error = requests.send(number);
                error.ifPresentOrElse(tally::failed, () -> tally.accepted(System.nanoTime() - from));
            }
        }
    }

    /** Waits for the planned moment where it is still to come; returns it. */
    private long await(long plannedAfter) {
        long planned = start + plannedAfter;
        for (long left = planned - System.nanoTime(); left > 0 && !closing; left = planned - System.nanoTime()) {
            LockSupport.parkNanos(left);
        }
        return planned;
    }

    @Override
    public void close() {
        closing = true;
        threads.shutdown();
        try {
            threads.awaitTermination(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        threads.shutdownNow();
    }
}
