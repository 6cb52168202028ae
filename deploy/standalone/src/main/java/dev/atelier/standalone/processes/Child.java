package dev.atelier.standalone.processes;

import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** One program kept alive: started again when it dies, until it is stopped or dies quickly too often. */
final class Child {
    // Ctrl-C reaches the children too: the order to stop must be able to overtake the news of their end.
    private static final long PAUSE_BEFORE_RESTART_MS = 500;

    private final Program program;
    private final ChildLog log;
    private final Consumer<ChildEvent> events;
    private final QuickDeaths deaths = new QuickDeaths();
    private final Thread keeper;
    private Process process;
    private boolean stopping;

    Child(Program program, ChildLog log, Consumer<ChildEvent> events) {
        this.program = program;
        this.log = log;
        this.events = events;
        this.keeper = new Thread(this::keepAlive, "keeper of " + program.name());
        keeper.setDaemon(true);
    }

    void start() {
        keeper.start();
    }

    String name() {
        return program.name();
    }

    /** The process id while it runs. */
    synchronized Optional<Long> pid() {
        return Optional.ofNullable(process).filter(Process::isAlive).map(Process::pid);
    }

    private void keepAlive() {
        try {
            boolean again = true;
            while (again) {
                again = runOnce();
            }
        } catch (IOException e) {
            events.accept(
                    new ChildEvent.GivenUp(name(), name() + " cannot be run: " + e.getMessage(), log.lastLines()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Runs the program to its end; returns whether to run it again. */
    private boolean runOnce() throws IOException, InterruptedException {
        long start = System.nanoTime();
        Optional<Process> running = startUnlessStopping();
        if (running.isEmpty()) {
            return false;
        }
        events.accept(new ChildEvent.Started(name(), running.get().pid()));
        log.copy(running.get().getInputStream());
        int exitCode = running.get().waitFor();
        Duration lifetime = Duration.ofNanos(System.nanoTime() - start);
        if (stoppingWithin(PAUSE_BEFORE_RESTART_MS)) {
            return false;
        }
        if (deaths.add(lifetime)) {
            String reason = name() + " died " + QuickDeaths.LIMIT + " times in a row, each within "
                    + QuickDeaths.QUICK.toSeconds() + " s of its start; the last exit code was " + exitCode;
            events.accept(new ChildEvent.GivenUp(name(), reason, log.lastLines()));
            return false;
        }
        events.accept(new ChildEvent.Died(name(), exitCode, lifetime));
        return true;
    }

    private synchronized Optional<Process> startUnlessStopping() throws IOException {
        if (stopping) {
            return Optional.empty();
        }
        process = program.start();
        return Optional.of(process);
    }

    private synchronized boolean stoppingWithin(long ms) throws InterruptedException {
        long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(ms);
        for (long left = ms; !stopping && left > 0; left = TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime())) {
            wait(left);
        }
        return stopping;
    }

    /** SIGTERM, and SIGKILL to what still runs after {@code patience}. Returns whether it ended by itself. */
    boolean stop(Duration patience) throws InterruptedException {
        Optional<Process> running;
        synchronized (this) {
            stopping = true;
            notifyAll();
            running = Optional.ofNullable(process);
        }
        if (running.isEmpty()) {
            return true;
        }
        // By its handle: Process.destroy would also close the pipe, and with it what the child says while it drains.
        running.get().toHandle().destroy();
        boolean ended = running.get().waitFor(patience.toMillis(), TimeUnit.MILLISECONDS);
        if (!ended) {
            running.get().descendants().forEach(ProcessHandle::destroyForcibly);
            running.get().toHandle().destroyForcibly();
            running.get().waitFor();
        }
        // What it said last must be in its log before anybody reads it.
        keeper.join(TimeUnit.SECONDS.toMillis(1));
        return ended;
    }
}
