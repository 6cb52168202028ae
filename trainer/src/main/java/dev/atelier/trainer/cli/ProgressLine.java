package dev.atelier.trainer.cli;

import dev.atelier.trainer.training.TrainingListener;
import dev.atelier.trainer.training.TrainingOutcome;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Tells a person how a training goes: on a terminal one line that is written over and over, elsewhere a line now and then.
 * Losses and times are means over the last stretch. At the end it says what share of the time the steps waited for their
 * batches: where that is more than a few per cent, reading the data holds the training up.
 */
final class ProgressLine implements TrainingListener {

    private static final int BAR = 20;
    private static final long TERMINAL_NANOS = Duration.ofMillis(250).toNanos();
    private static final long PLAIN_NANOS = Duration.ofSeconds(30).toNanos();
    private static final double FORGETTING = 0.98;

    private final PrintWriter out;
    private final boolean terminal;
    private final Map<String, Double> smooth = new LinkedHashMap<>();
    private long stepsPerEpoch;
    private long total;
    private long lastStep;
    private long lastShown;
    private double nanosPerStep;
    private long stepStarted;
    private long started;
    private long waited;

    ProgressLine(PrintWriter out, boolean terminal) {
        this.out = out;
        this.terminal = terminal;
    }

    /** For the program's own terminal, if it has one. Writes to the error stream: standard output is for results. */
    static ProgressLine onErrorStream() {
        return new ProgressLine(new PrintWriter(System.err, true), System.console() != null);
    }

    @Override
    public void phaseBegun(String name, int number, int count) {
        out.printf("phase %d of %d: %s%n", number, count, name);
    }

    @Override
    public void started(long firstStep, long perEpoch, long totalSteps) {
        stepsPerEpoch = perEpoch;
        total = totalSteps;
        lastStep = firstStep;
        stepStarted = System.nanoTime();
        started = stepStarted;
        waited = 0;
        lastShown = stepStarted;
        if (firstStep > 0) {
            out.printf("going on from step %,d of %,d%n", firstStep, totalSteps);
        }
    }

    @Override
    public void waited(long nanos) {
        waited += nanos;
    }

    @Override
    public void stepped(long step, Map<String, Double> losses) {
        long now = System.nanoTime();
        long nanos = now - stepStarted;
        stepStarted = now;
        nanosPerStep = nanosPerStep == 0 ? nanos : FORGETTING * nanosPerStep + (1 - FORGETTING) * nanos;
        losses.forEach((name, value) ->
                smooth.merge(name, value, (old, fresh) -> FORGETTING * old + (1 - FORGETTING) * fresh));
        if (now - lastShown >= (terminal ? TERMINAL_NANOS : PLAIN_NANOS) || step == total) {
            lastShown = now;
            show(step);
        }
        lastStep = step;
    }

    private void show(long step) {
        long epoch = (step - 1) / stepsPerEpoch + 1;
        long inEpoch = (step - 1) % stepsPerEpoch + 1;
        String losses = smooth.entrySet().stream()
                .map(e -> String.format(Locale.ROOT, "%s %.3f", e.getKey(), e.getValue()))
                .collect(Collectors.joining("  "));
        String left = left(Duration.ofNanos((long) (nanosPerStep * (total - step))));
        String text = String.format(
                Locale.ROOT,
                "epoch %d/%d  step %d/%d  %s  %.0f ms/step  %s left",
                epoch,
                total / stepsPerEpoch,
                inEpoch,
                stepsPerEpoch,
                losses,
                nanosPerStep / 1e6,
                left);
        if (terminal) {
            int done = (int) (BAR * step / total);
            out.printf("\r[%s%s] %s\u001B[K", "#".repeat(done), ".".repeat(BAR - done), text);
            out.flush();
        } else {
            out.println(text);
        }
    }

    static String left(Duration time) {
        if (time.toHours() > 0) {
            return time.toHours() + " h " + time.toMinutesPart() + " min";
        }
        return time.toMinutes() > 0
                ? time.toMinutes() + " min " + time.toSecondsPart() + " s"
                : time.toSeconds() + " s";
    }

    @Override
    public void finished(TrainingOutcome outcome) {
        if (terminal && lastStep > 0) {
            out.println();
        }
        long time = System.nanoTime() - started;
        out.printf(Locale.ROOT, "%.2f %% of the time was spent waiting for pictures%n", 100.0 * waited / time);
    }
}
