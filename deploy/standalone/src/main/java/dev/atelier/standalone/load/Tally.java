package dev.atelier.standalone.load;

import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.Recorder;

/** Counts answers as they come, from many threads, and hands them out window by window. */
final class Tally {
    private static final long LONGEST_NANOS = TimeUnit.MINUTES.toNanos(2);
    private static final int DIGITS = 3;

    private final Recorder accepted = new Recorder(LONGEST_NANOS, DIGITS);
    private final ConcurrentHashMap<String, Long> errors = new ConcurrentHashMap<>();
    private long since = System.nanoTime();

    void accepted(long nanos) {
        accepted.recordValue(Math.min(nanos, LONGEST_NANOS));
    }

    void failed(String kind) {
        errors.merge(kind, 1L, Long::sum);
    }

    /** What has come since the last time, or since the beginning; of one thread. */
    Window take() {
        long now = System.nanoTime();
        Histogram latencies = accepted.getIntervalHistogram();
        Map<String, Long> failed = new TreeMap<>();
        errors.keySet().forEach(kind -> failed.put(kind, errors.remove(kind)));
        Window window = Window.of((now - since) / 1e9, latencies, failed);
        since = now;
        return window;
    }
}
