package dev.atelier.standalone.bench;

import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;

/**
 * Processor time that processes have used, user and system, all threads, since their start.
 *
 * @param seconds by the process's name
 */
public record CpuTimes(Map<String, Double> seconds) {
    /** @param pids by name; a process that is gone counts nothing */
    public static CpuTimes now(Map<String, Long> pids) {
        var seconds = new TreeMap<String, Double>();
        pids.forEach((name, pid) -> seconds.put(
                name,
                ProcessHandle.of(pid)
                                .flatMap(process -> process.info().totalCpuDuration())
                                .map(Duration::toNanos)
                                .orElse(0L)
                        / 1e9));
        return new CpuTimes(seconds);
    }

    /** What was used since then. */
    public CpuTimes since(CpuTimes before) {
        var used = new TreeMap<String, Double>();
        seconds.forEach(
                (name, now) -> used.put(name, Math.max(0, now - before.seconds().getOrDefault(name, 0.0))));
        return new CpuTimes(used);
    }

    double total() {
        return seconds.values().stream().mapToDouble(Double::doubleValue).sum();
    }

    public double of(String name) {
        return seconds.getOrDefault(name, 0.0);
    }
}
