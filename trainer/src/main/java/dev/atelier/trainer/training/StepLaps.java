package dev.atelier.trainer.training;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.nd4j.linalg.factory.Nd4j;

/** The wall time of steps and of their parts. */
final class StepLaps implements StepClock {

    private final Map<String, List<Long>> parts = new LinkedHashMap<>();
    private final List<Long> steps = new ArrayList<>();
    private long began;
    private long lapBegan;

    void begin() {
        began = System.nanoTime();
        lapBegan = began;
    }

    @Override
    public void ended(String part) {
        // On a GPU operations are only queued when the call returns.
        Nd4j.getExecutioner().commit();
        long now = System.nanoTime();
        parts.computeIfAbsent(part, name -> new ArrayList<>()).add(now - lapBegan);
        lapBegan = now;
    }

    void end() {
        steps.add(System.nanoTime() - began);
    }

    /** What was measured so far was warming up. */
    void forget() {
        parts.clear();
        steps.clear();
    }

    /** Median of the whole step. */
    double stepMs() {
        return median(steps);
    }

    /** Median of one lap of a part. */
    double lapMs(String part) {
        return median(parts.get(part));
    }

    /** Each part's share of the time of all of them; together 1. */
    Map<String, Double> shares() {
        double total = parts.values().stream().mapToDouble(StepLaps::sum).sum();
        Map<String, Double> shares = new LinkedHashMap<>();
        parts.forEach((part, laps) -> shares.put(part, sum(laps) / total));
        return shares;
    }

    private static double sum(List<Long> nanos) {
        return nanos.stream().mapToLong(Long::longValue).sum();
    }

    private static double median(List<Long> nanos) {
        List<Long> sorted = nanos.stream().sorted().toList();
        return sorted.get(sorted.size() / 2) / 1e6;
    }
}
