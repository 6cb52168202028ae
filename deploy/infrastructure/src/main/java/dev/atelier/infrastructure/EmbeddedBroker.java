package dev.atelier.infrastructure;

import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.metadata.storage.Formatter;
import org.apache.kafka.server.common.MetadataVersion;

/**
 * A real Kafka broker of one node in this JVM, for clients on this machine. Its data survive {@link #close()} and the
 * death of the process. Start it once; for another start make another.
 */
public final class EmbeddedBroker implements AutoCloseable {
    private static final String SERVER = "Kafka broker";

    private final Path folder;
    private final int port;
    private KafkaRaftServer server;
    private FolderLock lock;

    /**
     * Chooses the port but touches nothing yet.
     *
     * @param folder where the log lies; created and formatted on first use, for this broker alone
     * @param port to listen on at 127.0.0.1, 1 to 65535, or 0 for a free one
     * @throws PortTakenException if the port is not free
     */
    public EmbeddedBroker(Path folder, int port) {
        this.folder = folder.toAbsolutePath().normalize();
        this.port = LoopbackPort.resolve(SERVER, port);
    }

    /**
     * Returns when clients can connect.
     *
     * @throws PortTakenException if the port has been taken meanwhile
     * @throws IllegalStateException if another broker uses the folder, or the broker does not start
     */
    public synchronized void start() {
        if (server != null) {
            throw new IllegalStateException("This broker has been started already; make a new one");
        }
        LoopbackPort.resolve(SERVER, port);
        lock = FolderLock.take(SERVER, folder);
        try {
            formatOnce();
            BrokerSettings settings = new BrokerSettings(folder, port, LoopbackPort.resolve("Kafka controller", 0));
            server = new KafkaRaftServer(KafkaConfig.fromProps(settings.toProperties(), false), Time.SYSTEM);
            server.startup();
        } catch (Exception | LinkageError e) {
            close();
            throw new IllegalStateException("The Kafka broker on " + folder + " does not start: " + e.getMessage(), e);
        }
    }

    /** What clients connect to, as {@code 127.0.0.1:port}. */
    public String bootstrapServers() {
        return LoopbackPort.HOST + ":" + port;
    }

    /** Stops in good order, so that the next start need not repair anything. */
    @Override
    public synchronized void close() {
        if (server != null) {
            server.shutdown();
            server.awaitShutdown();
        }
        if (lock != null) {
            lock.close();
            lock = null;
        }
    }

    // Kafka writes this file last, in one step: where it is missing, no broker has ever run.
    private void formatOnce() throws Exception {
        if (Files.exists(folder.resolve("meta.properties"))) {
            return;
        }
        new Formatter()
                .setNodeId(BrokerSettings.NODE)
                .setClusterId(Uuid.randomUuid().toString())
                .setDirectories(List.of(folder.toString()))
                .setControllerListenerName(BrokerSettings.CONTROLLER_LISTENER)
                .setReleaseVersion(MetadataVersion.latestProduction())
                .setIgnoreFormatted(true)
                .setPrintStream(new PrintStream(OutputStream.nullOutputStream(), true, StandardCharsets.UTF_8))
                .run();
    }
}
