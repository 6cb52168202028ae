package dev.atelier.standalone.bench;

import dev.atelier.contract.objects.StoreSettings;
import dev.atelier.standalone.datafolder.DataFolder;
import dev.atelier.standalone.datafolder.RunningSystem;
import dev.atelier.standalone.launch.Installation;
import dev.atelier.standalone.launch.JavaCommand;
import dev.atelier.standalone.launch.StoreAccess;
import dev.atelier.standalone.processes.ChildEvent;
import dev.atelier.standalone.processes.Program;
import dev.atelier.standalone.processes.Supervisor;
import dev.atelier.standalone.terminal.CommandFailure;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;

/** A whole system of its own in other processes, so that this process's load is not on the account of its launcher. */
public final class SystemUnderTest implements AutoCloseable {
    public static final String LAUNCHER = "launcher";
    public static final String CLIENTS = "clients";
    private static final Duration START = Duration.ofMinutes(3);
    private static final Duration STOP = Duration.ofSeconds(40);

    private final DataFolder data;
    private final Supervisor launcher;

    private SystemUnderTest(DataFolder data, Supervisor launcher) {
        this.data = data;
        this.launcher = launcher;
    }

    /** Starts {@code up} on the folder and waits until it is ready. */
    static SystemUnderTest start(Installation installation, DataFolder data, int workers, int port)
            throws IOException, InterruptedException {
        return start(installation, data, workers, port, Map.of());
    }

    /**
     * Starts {@code up} on the folder and waits until it is ready.
     *
     * @param settings of its processes, as environment variables
     */
    public static SystemUnderTest start(
            Installation installation, DataFolder data, int workers, int port, Map<String, String> settings)
            throws IOException, InterruptedException {
        return start(installation, data, workers, port, settings, List.of());
    }

    /**
     * Starts {@code up} on the folder and waits until it is ready.
     *
     * @param settings of its processes, as environment variables
     * @param options further ones of the command
     */
    public static SystemUnderTest start(
            Installation installation,
            DataFolder data,
            int workers,
            int port,
            Map<String, String> settings,
            List<String> options)
            throws IOException, InterruptedException {
        var arguments = new ArrayList<>(List.of(
                "up",
                "--data",
                data.root().toString(),
                "--workers",
                Integer.toString(workers),
                "--port",
                Integer.toString(port)));
        arguments.addAll(options);
        List<String> command = JavaCommand.ofLauncher(installation, arguments.toArray(String[]::new));
        var environment = new TreeMap<>(settings);
        environment.put(
                "ATELIER_PARENT_PID", Long.toString(ProcessHandle.current().pid()));
        Program program = new Program(LAUNCHER, command, environment, data.root());
        CompletableFuture<String> failure = new CompletableFuture<>();
        Supervisor supervisor = new Supervisor(List.of(program), data.logs(), event -> {
            if (event instanceof ChildEvent.Died || event instanceof ChildEvent.GivenUp) {
                failure.complete("the system under test does not run; see " + data.logs());
            }
        });
        SystemUnderTest system = new SystemUnderTest(data, supervisor);
        supervisor.start();
        try {
            system.awaitReadiness(failure);
            return system;
        } catch (RuntimeException | IOException | InterruptedException e) {
            system.close();
            throw e;
        }
    }

    private void awaitReadiness(CompletableFuture<String> failure) throws IOException, InterruptedException {
        long end = System.nanoTime() + START.toNanos();
        while (RunningSystem.on(data).isEmpty()) {
            if (failure.isDone() || System.nanoTime() > end) {
                throw new CommandFailure(failure.getNow(
                        "the system under test is not ready after " + START.toSeconds() + " s; see " + data.logs()));
            }
            Thread.sleep(100);
        }
    }

    public RunningSystem state() throws IOException {
        return RunningSystem.on(data).orElseThrow(() -> new CommandFailure("the system under test has ended"));
    }

    /** How the store is reached. */
    StoreSettings store() throws IOException {
        return new StoreAccess(System.getenv()).running(state(), data);
    }

    /** Every process that has a part in it, this one included. */
    public Map<String, Long> pids() throws IOException {
        RunningSystem state = state();
        var pids = new TreeMap<>(state.pids());
        pids.put(LAUNCHER, state.launcher());
        pids.put(CLIENTS, ProcessHandle.current().pid());
        return pids;
    }

    @Override
    public void close() {
        launcher.stop(STOP);
    }
}
