package dev.atelier.trainer.cli;

import java.io.PrintWriter;
import java.time.Duration;
import java.util.concurrent.CancellationException;
import java.util.function.BooleanSupplier;
import java.util.function.IntConsumer;

/**
 * Tells a person how many pictures are done: on a terminal one line that is written over and over, elsewhere a line now and
 * then. An interruption ends the work here, between two batches.
 */
final class PictureProgress implements IntConsumer {

    private static final long TERMINAL_NANOS = Duration.ofMillis(250).toNanos();
    private static final long PLAIN_NANOS = Duration.ofSeconds(30).toNanos();

    private final String what;
    private final int total;
    private final PrintWriter out;
    private final boolean terminal;
    private final BooleanSupplier stop;
    private final long began = System.nanoTime();
    private long lastShown = began;

    /** @param what is being done, e.g. "generating" */
    PictureProgress(String what, int total, PrintWriter out, boolean terminal, BooleanSupplier stop) {
        this.what = what;
        this.total = total;
        this.out = out;
        this.terminal = terminal;
        this.stop = stop;
    }

    /** For the program's own terminal, if it has one. */
    static PictureProgress onErrorStream(String what, int total, BooleanSupplier stop) {
        return new PictureProgress(what, total, new PrintWriter(System.err, true), System.console() != null, stop);
    }

    @Override
    public void accept(int done) {
        long now = System.nanoTime();
        if (now - lastShown >= (terminal ? TERMINAL_NANOS : PLAIN_NANOS) || done == total) {
            lastShown = now;
            show(done, Duration.ofNanos((now - began) / done * (total - done)));
        }
        if (stop.getAsBoolean()) {
            throw new CancellationException("interrupted after " + done + " of " + total + " pictures");
        }
    }

    private void show(int done, Duration left) {
        String text = String.format("%s: %,d of %,d pictures", what, done, total)
                + (done == total ? "" : ", " + ProgressLine.left(left) + " left");
        if (terminal) {
            out.print("\r" + text + "\u001B[K" + (done == total ? System.lineSeparator() : ""));
            out.flush();
        } else {
            out.println(text);
        }
    }
}
