package dev.atelier.standalone.scale;

import dev.atelier.standalone.bench.CpuTimes;
import dev.atelier.standalone.terminal.CommandFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;

/** What processes use of processors and memory, over deaths of some of them. Linux only. */
final class Accounts {
    /** Written to a process's {@code clear_refs}: its peak of resident memory begins anew. */
    private static final String RESET_PEAK = "5";

    private final Processes processes;
    private final Map<String, Long> pids = new TreeMap<>();
    private final Map<String, Double> cpuBefore = new TreeMap<>();
    private final Map<String, Double> cpuSeconds = new TreeMap<>();
    private final Map<String, Double> peakMiB = new TreeMap<>();

    /** Process ids by name as of now. */
    interface Processes {
        Map<String, Long> pids() throws IOException;
    }

    private Accounts(Processes processes) {
        this.processes = processes;
    }

    /** Counts from now on. */
    static Accounts open(Processes processes) throws IOException {
        Accounts accounts = new Accounts(processes);
        accounts.pids.putAll(processes.pids());
        accounts.cpuBefore.putAll(CpuTimes.now(accounts.pids).seconds());
        for (long pid : accounts.pids.values()) {
            Files.writeString(of(pid, "clear_refs"), RESET_PEAK);
        }
        return accounts;
    }

    /** Ends a process as a crash would, and keeps what it has used. */
    void kill(String process) throws IOException {
        long pid = processes.pids().getOrDefault(process, 0L);
        ProcessHandle running = ProcessHandle.of(pid)
                .orElseThrow(() -> new CommandFailure("the " + process + " that is to be killed does not run"));
        note(process, pid);
        running.destroyForcibly();
        running.onExit().join();
        pids.remove(process);
    }

    private void note(String process, long pid) throws IOException {
        double before = pids.getOrDefault(process, 0L) == pid ? cpuBefore.get(process) : 0;
        cpuSeconds.merge(process, CpuTimes.now(Map.of(process, pid)).of(process) - before, Double::sum);
        peakMiB.merge(process, peakMiB(pid), Math::max);
    }

    /** Notes what the processes that run now have used; to be called once, at the end. */
    void close() throws IOException {
        for (var process : processes.pids().entrySet()) {
            note(process.getKey(), process.getValue());
        }
    }

    /** By process's name, over all its lives. */
    Map<String, Double> cpuSeconds() {
        return cpuSeconds;
    }

    /** By process's name, the most of all its lives. */
    Map<String, Double> peakMiB() {
        return peakMiB;
    }

    private static double peakMiB(long pid) throws IOException {
        return Files.readAllLines(of(pid, "status")).stream()
                .filter(line -> line.startsWith("VmHWM:"))
                .mapToDouble(line -> Long.parseLong(line.replaceAll("[^0-9]", "")) / 1024.0)
                .findFirst()
                .orElseThrow(() -> new IOException("the system does not tell the peak memory of process " + pid));
    }

    private static Path of(long pid, String file) {
        return Path.of("/proc", Long.toString(pid), file);
    }
}
