package dev.atelier.standalone.load;

import org.HdrHistogram.Histogram;

/** Of times, in milliseconds. */
public record Quantiles(double p50, double p90, double p95, double p99) {
    /** @param nanos a histogram of nanoseconds */
    static Quantiles of(Histogram nanos) {
        return new Quantiles(at(nanos, 50), at(nanos, 90), at(nanos, 95), at(nanos, 99));
    }

    private static double at(Histogram nanos, double percentile) {
        return Math.round(nanos.getValueAtPercentile(percentile) / 1e4) / 100.0;
    }
}
