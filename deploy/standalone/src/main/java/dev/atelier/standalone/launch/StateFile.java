package dev.atelier.standalone.launch;

import dev.atelier.contract.objects.StoreSettings;
import dev.atelier.standalone.datafolder.DataFolder;
import dev.atelier.standalone.datafolder.RunningSystem;
import dev.atelier.standalone.processes.Supervisor;
import java.io.IOException;
import java.net.URI;

/** Keeps {@code running.json} true while a system runs. */
final class StateFile implements AutoCloseable {
    private final DataFolder data;
    private final URI gateway;
    private final Endpoints endpoints;
    private final boolean embeddedStore;
    private final Supervisor supervisor;
    private boolean closed;

    StateFile(DataFolder data, URI gateway, Endpoints endpoints, boolean embeddedStore, Supervisor supervisor) {
        this.data = data;
        this.gateway = gateway;
        this.endpoints = endpoints;
        this.embeddedStore = embeddedStore;
        this.supervisor = supervisor;
    }

    /** Writes the state as of now; once closed does nothing. */
    synchronized RunningSystem write() throws IOException {
        StoreSettings store = endpoints.store();
        RunningSystem state = new RunningSystem(
                gateway,
                endpoints.kafka(),
                URI.create(store.endpoint()),
                embeddedStore,
                store.region(),
                store.bucket(),
                ProcessHandle.current().pid(),
                supervisor.pids());
        if (!closed) {
            state.writeTo(data);
        }
        return state;
    }

    @Override
    public synchronized void close() throws IOException {
        closed = true;
        RunningSystem.remove(data);
    }
}
