package dev.atelier.contract.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * A real Kafka broker and a real S3 endpoint for tests, in processes beside this one, which end with it. They start
 * with no topics and no buckets.
 *
 * <p>Most tests take {@link #shared()} and names of their own for topics, groups and buckets. A test that takes a
 * server down takes {@link #start()}, or {@link #startSeparately()} to take down one of the two, and closes it.
 */
public final class EmbeddedServers implements AutoCloseable {
    static final String ACCESS_KEY = "atelier-test";
    static final String SECRET_KEY = "atelier-test-secret";

    private final Path folder;
    private final ServerProcess broker;
    private final ServerProcess store;
    private final Thread cleaning = new Thread(this::discard, "embedded-servers-cleaning");

    private EmbeddedServers(boolean separately) {
        try {
            folder = Files.createTempDirectory("atelier-servers-");
        } catch (IOException e) {
            throw new UncheckedIOException("No temporary folder for the servers", e);
        }
        broker = new ServerProcess(folder.resolve("one"), separately ? List.of("--no-s3") : List.of());
        store = separately ? new ServerProcess(folder.resolve("other"), List.of("--no-kafka")) : broker;
    }

    /** The pair for all tests of this JVM, started on first use. Leave it running. */
    public static EmbeddedServers shared() {
        return Shared.SERVERS;
    }

    /** A pair of one's own, in one process. */
    public static EmbeddedServers start() {
        return started(new EmbeddedServers(false));
    }

    /** A pair of one's own in two processes, so that each can be taken down alone. */
    public static EmbeddedServers startSeparately() {
        return started(new EmbeddedServers(true));
    }

    /** The broker, as {@code 127.0.0.1:port}. */
    public String kafka() {
        return broker.endpoint("kafka");
    }

    /** The store, as {@code http://127.0.0.1:port}. */
    public URI s3() {
        return URI.create(store.endpoint("s3"));
    }

    public String accessKey() {
        return ACCESS_KEY;
    }

    public String secretKey() {
        return SECRET_KEY;
    }

    /** Ends both at once, as a crash would. */
    public void kill() {
        processes().forEach(ServerProcess::kill);
    }

    /** Starts both again after {@link #kill()}, on the same data and ports. */
    public void restart() {
        // One beside the other: each is a JVM that takes some seconds.
        processes().forEach(ServerProcess::launch);
        processes().forEach(ServerProcess::awaitReady);
    }

    /** Ends the broker alone. */
    public void killBroker() {
        requireSeparate();
        broker.kill();
    }

    public void restartBroker() {
        requireSeparate();
        broker.launch();
        broker.awaitReady();
    }

    /** Ends the store alone. */
    public void killStore() {
        requireSeparate();
        store.kill();
    }

    public void restartStore() {
        requireSeparate();
        store.launch();
        store.awaitReady();
    }

    /** Ends both and throws their data away. */
    @Override
    public void close() {
        Runtime.getRuntime().removeShutdownHook(cleaning);
        discard();
    }

    private static EmbeddedServers started(EmbeddedServers servers) {
        Runtime.getRuntime().addShutdownHook(servers.cleaning);
        servers.restart();
        return servers;
    }

    private Set<ServerProcess> processes() {
        return new LinkedHashSet<>(List.of(broker, store));
    }

    private void requireSeparate() {
        if (broker == store) {
            throw new IllegalStateException("Broker and store run in one process; use startSeparately()");
        }
    }

    private void discard() {
        kill();
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Initialised by the JVM on first use, and once. */
    private static final class Shared {
        private static final EmbeddedServers SERVERS = EmbeddedServers.start();
    }
}
