package dev.atelier.contract.processes;

import java.time.Duration;
import java.util.Optional;
import java.util.function.LongSupplier;

/**
 * Ends this process gracefully (shutdown hooks run, so a service drains) once another process is over, so that a
 * launcher that was killed leaves nothing running.
 *
 * <p>It looks every second, instead of {@link ProcessHandle#onExit}, for two reasons: for a process that is no child
 * of ours that method looks ever more seldom, down to every 5 s; and a killed parent that nobody reaps stays in the
 * process table as a zombie, which counts as alive there. Its children have another parent then, which is seen here.
 */
public final class ParentWatch implements Runnable {
    private static final Duration INTERVAL = Duration.ofSeconds(1);

    private final Optional<ProcessHandle> watched;
    private final LongSupplier parentNow;
    private final boolean isParent;
    private final Runnable over;

    ParentWatch(long pid, LongSupplier parentNow, Runnable over) {
        this.watched = ProcessHandle.of(pid);
        this.parentNow = parentNow;
        this.isParent = parentNow.getAsLong() == pid;
        this.over = over;
    }

    /** Begins to watch from a daemon thread; where {@code pid} is no process, this one ends at once. */
    public static void start(long pid) {
        Thread thread = new Thread(
                new ParentWatch(
                        pid, ParentWatch::parent, () -> Runtime.getRuntime().exit(0)),
                "parent-watch");
        thread.setDaemon(true);
        thread.start();
    }

    private static long parent() {
        return ProcessHandle.current().parent().map(ProcessHandle::pid).orElse(0L);
    }

    @Override
    public void run() {
        try {
            while (!isOver()) {
                Thread.sleep(INTERVAL.toMillis());
            }
            over.run();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean isOver() {
        return watched.isEmpty()
                || !watched.get().isAlive()
                || (isParent && parentNow.getAsLong() != watched.get().pid());
    }
}
