package dev.atelier.standalone.load;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.TreeMap;
import org.HdrHistogram.Histogram;

/**
 * What {@code bench load} measures.
 *
 * @param concurrency of a closed loop
 * @param rate of an open one, requests per second; latencies count from the planned moments
 * @param steady whether the windows' rates are alike
 * @param windows that count
 * @param acceptedPerSecond over all of these
 * @param errors by kind, over all of these
 * @param cpuSeconds processor time within them, by process, where the system is the bench's own
 * @param latencies of all of these, in nanoseconds
 */
public record LoadResult(
        OptionalInt concurrency,
        OptionalDouble rate,
        boolean steady,
        List<Window> windows,
        double acceptedPerSecond,
        Quantiles latencyMs,
        Map<String, Long> errors,
        Map<String, Double> cpuSeconds,
        @JsonIgnore Histogram latencies) {
    static LoadResult of(Schedule schedule, boolean steady, List<Window> windows, Map<String, Double> cpuSeconds) {
        Histogram latencies = new Histogram(windows.get(0).latencies());
        latencies.reset();
        var errors = new TreeMap<String, Long>();
        for (Window window : windows) {
            latencies.add(window.latencies());
            window.errors().forEach((kind, count) -> errors.merge(kind, count, Long::sum));
        }
        double seconds = windows.stream().mapToDouble(Window::seconds).sum();
        return new LoadResult(
                schedule instanceof Schedule.ClosedLoop closed
                        ? OptionalInt.of(closed.connections())
                        : OptionalInt.empty(),
                schedule instanceof Schedule.OpenLoop open
                        ? OptionalDouble.of(open.perSecond())
                        : OptionalDouble.empty(),
                steady,
                windows,
                latencies.getTotalCount() / seconds,
                Quantiles.of(latencies),
                errors,
                cpuSeconds,
                latencies);
    }
}
