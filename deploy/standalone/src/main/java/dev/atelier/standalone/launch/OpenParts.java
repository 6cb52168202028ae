package dev.atelier.standalone.launch;

import dev.atelier.standalone.terminal.CommandFailure;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;

/**
 * What has to be closed, the last opened first. Closing may overtake opening: what is added afterwards is closed at once.
 */
final class OpenParts implements AutoCloseable {
    private final Deque<AutoCloseable> parts = new ArrayDeque<>();
    private final Object closing = new Object();
    private boolean closed;

    /** Notes a part; to be called before its start, so that a close in the middle of that stops it too. */
    void add(AutoCloseable part) {
        synchronized (parts) {
            if (!closed) {
                parts.push(part);
                return;
            }
        }
        close(part);
        throw new CommandFailure("stopped during the start");
    }

    /** Returns when all is closed, whoever closes it. */
    @Override
    public void close() {
        synchronized (closing) {
            for (Optional<AutoCloseable> part = next(); part.isPresent(); part = next()) {
                close(part.get());
            }
        }
    }

    boolean isClosed() {
        synchronized (parts) {
            return closed;
        }
    }

    private Optional<AutoCloseable> next() {
        synchronized (parts) {
            closed = true;
            return Optional.ofNullable(parts.poll());
        }
    }

    private static void close(AutoCloseable part) {
        try {
            part.close();
        } catch (RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new IllegalStateException("cannot close " + part + ": " + e.getMessage(), e);
        }
    }
}
