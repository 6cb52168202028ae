package dev.atelier.standalone.launch;

import dev.atelier.contract.artefact.ShippedModels;
import dev.atelier.standalone.client.Gateway;
import dev.atelier.standalone.datafolder.DataLock;
import dev.atelier.standalone.datafolder.Ports;
import dev.atelier.standalone.datafolder.RunningSystem;
import dev.atelier.standalone.processes.ChildEvent;
import dev.atelier.standalone.processes.Supervisor;
import dev.atelier.standalone.terminal.CommandFailure;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * A whole Atelier on this machine, from a data folder. {@link #start} returns when pictures can be asked for; {@link
 * #close} may come at any time, also during the start, and returns when nothing runs any more.
 */
public final class AtelierSystem implements AutoCloseable {
    // The services' own promise is to drain within 20 s.
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final LaunchOptions options;
    private final Installation installation;
    private final Map<String, String> environment;
    private final StartListener listener;
    private final CompletableFuture<ChildEvent.GivenUp> failure = new CompletableFuture<>();
    private final OpenParts parts = new OpenParts();
    private volatile Optional<StateFile> stateFile = Optional.empty();

    public AtelierSystem(
            LaunchOptions options, Installation installation, Map<String, String> environment, StartListener listener) {
        this.options = options;
        this.installation = installation;
        this.environment = Map.copyOf(environment);
        this.listener = listener;
    }

    /**
     * Starts everything and waits until it is ready.
     *
     * @throws CommandFailure where it cannot be started, with the reason; close it then
     */
    public RunningSystem start() throws IOException, InterruptedException {
        Startup startup = Startup.begin(listener, failure);
        DataLock lock = DataLock.take(options.data()).orElseThrow(this::inUse);
        parts.add(lock);
        Ports ports = Ports.of(options.data());
        int gatewayPort = GatewayPort.choose(options.port(), ports);
        if (options.port().isEmpty() && gatewayPort != LaunchOptions.DEFAULT_PORT) {
            listener.note("port " + LaunchOptions.DEFAULT_PORT + " is taken; the gateway listens on " + gatewayPort);
        }
        Servers servers = new Servers(options, ports, environment);
        Services services = Services.of(
                installation, options.data(), servers.endpoints(), gatewayPort, options.workers(), ports, environment);

        parts.add(servers);
        servers.start(startup);
        Supervisor supervisor =
                new Supervisor(services.programs(), options.data().logs(), this::onChild);
        parts.add(() -> stop(supervisor));
        supervisor.start();
        new Readiness(services.addresses(), startup).await();
        URI gateway = services.addresses().get(Services.GATEWAY);
        Champions.await(new ShippedModels(installation.shippedModels()).names(), new Gateway(gateway), startup);

        StateFile file = new StateFile(
                options.data(), gateway, servers.endpoints(), options.store().isEmpty(), supervisor);
        parts.add(file);
        stateFile = Optional.of(file);
        return file.write();
    }

    private CommandFailure inUse() {
        return new CommandFailure("another Atelier runs on " + options.data().root()
                + "; stop it first, or give this one a folder of its own by --data");
    }

    private void onChild(ChildEvent event) {
        listener.child(event);
        if (event instanceof ChildEvent.GivenUp givenUp) {
            failure.complete(givenUp);
        }
        if (event instanceof ChildEvent.Started) {
            stateFile.ifPresent(this::renew);
        }
    }

    private void renew(StateFile file) {
        try {
            file.write();
        } catch (IOException e) {
            listener.note("the state of the running system cannot be written: " + e.getMessage());
        }
    }

    private void stop(Supervisor supervisor) {
        List<String> killed = supervisor.stop(PATIENCE);
        if (!killed.isEmpty()) {
            listener.note("killed after " + PATIENCE.toSeconds() + " s without an end: " + String.join(", ", killed));
        }
    }

    /** Completed when a child has been given up. */
    public CompletableFuture<ChildEvent.GivenUp> failure() {
        return failure;
    }

    /** Stops what runs, the last started first: children, then store and broker. Once done, does nothing. */
    @Override
    public void close() {
        parts.close();
    }

    /** Whether somebody has begun to close it. */
    public boolean isClosed() {
        return parts.isClosed();
    }
}
