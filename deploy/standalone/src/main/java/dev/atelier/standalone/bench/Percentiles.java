package dev.atelier.standalone.bench;

import java.util.List;

/** Of times in milliseconds, by nearest rank. */
public record Percentiles(double p50, double p95, double p99) {
    /** @param times at least one, in any order */
    public static Percentiles of(List<Double> times) {
        List<Double> sorted = times.stream().sorted().toList();
        return new Percentiles(rank(sorted, 0.50), rank(sorted, 0.95), rank(sorted, 0.99));
    }

    private static double rank(List<Double> sorted, double share) {
        int rank = (int) Math.ceil(share * sorted.size());
        return Math.round(sorted.get(Math.max(0, rank - 1)) * 100) / 100.0;
    }
}
