package dev.atelier.standalone.processes;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/** Keeps a set of programs alive until they are stopped, all at once. */
public final class Supervisor {
    private final List<Child> children = new ArrayList<>();

    /**
     * Starts nothing yet.
     *
     * @param logs folder of the programs' logs, {@code NAME.log}
     * @param events told of everything, from several threads
     */
    public Supervisor(List<Program> programs, Path logs, Consumer<ChildEvent> events) throws IOException {
        for (Program program : programs) {
            ChildLog log = new ChildLog(
                    logs.resolve(program.name() + ".log"),
                    line -> events.accept(new ChildEvent.ErrorLine(program.name(), line)));
            children.add(new Child(program, log, events));
        }
    }

    /** Starts every program, all in parallel. */
    public void start() {
        children.forEach(Child::start);
    }

    /** Name to process id, of those that run now. */
    public Map<String, Long> pids() {
        return children.stream()
                .filter(child -> child.pid().isPresent())
                .collect(Collectors.toMap(
                        Child::name, child -> child.pid().orElseThrow(), (first, second) -> second, TreeMap::new));
    }

    /**
     * Stops every program in parallel: SIGTERM first, SIGKILL to what still runs after {@code patience}.
     *
     * @return the names of those that had to be killed
     */
    public List<String> stop(Duration patience) {
        ConcurrentLinkedQueue<String> killed = new ConcurrentLinkedQueue<>();
        ExecutorService each = Executors.newFixedThreadPool(Math.max(1, children.size()));
        try {
            CompletableFuture.allOf(children.stream()
                            .map(child -> CompletableFuture.runAsync(() -> stop(child, patience, killed), each))
                            .toArray(CompletableFuture[]::new))
                    .join();
        } finally {
            each.shutdown();
        }
        return List.copyOf(killed);
    }

    private static void stop(Child child, Duration patience, ConcurrentLinkedQueue<String> killed) {
        try {
            if (!child.stop(patience)) {
                killed.add(child.name());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
