package dev.atelier.standalone.system;

import java.io.IOException;
import java.io.UncheckedIOException;

/**
 * A process that stands still until this is closed: what it was about to do stays undone, on any machine, for as long as a
 * test needs it to be so. It can be killed meanwhile.
 */
final class Suspended implements AutoCloseable {
    private final long pid;

    /** @param pid of a process that runs */
    Suspended(long pid) throws IOException, InterruptedException {
        this.pid = pid;
        if (signal("STOP") != 0) {
            throw new IllegalStateException("process " + pid + " cannot be suspended");
        }
    }

    /** Ends it as a crash would. */
    void kill() {
        ProcessHandle.of(pid).orElseThrow().destroyForcibly();
    }

    private int signal(String name) throws IOException, InterruptedException {
        return new ProcessBuilder("sh", "-c", "kill -" + name + " " + pid)
                .start()
                .waitFor();
    }

    /** Lets it go on, where it still is. */
    @Override
    public void close() throws InterruptedException {
        try {
            signal("CONT");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
