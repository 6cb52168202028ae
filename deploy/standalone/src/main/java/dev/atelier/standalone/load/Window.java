package dev.atelier.standalone.load;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.util.Map;
import org.HdrHistogram.Histogram;

/**
 * What was answered within a span of time.
 *
 * @param latencyMs of the accepted requests; zeros where there are none
 * @param errors refusals and faults by their kind: the last part of a problem's type, {@code timeout}, {@code connection},
 *     or {@code http-STATUS}
 * @param latencies of the accepted requests, in nanoseconds
 */
public record Window(
        double seconds,
        long accepted,
        double acceptedPerSecond,
        Quantiles latencyMs,
        Map<String, Long> errors,
        @JsonIgnore Histogram latencies) {
    static Window of(double seconds, Histogram latencies, Map<String, Long> errors) {
        long accepted = latencies.getTotalCount();
        return new Window(
                seconds, accepted, accepted / seconds, Quantiles.of(latencies), Map.copyOf(errors), latencies);
    }
}
