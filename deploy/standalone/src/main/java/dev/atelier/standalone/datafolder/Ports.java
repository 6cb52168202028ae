package dev.atelier.standalone.datafolder;

import dev.atelier.contract.json.Json;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ThreadLocalRandom;

/**
 * The ports of one data folder's servers. A server gets the port it had the last time when that is free: clients of the
 * broker have learnt its address, links into the store name it.
 */
public final class Ports {
    // Below the range from which systems take the local ports of outgoing connections: those could take a server's port
    // while it is down.
    private static final int LOWEST = 15_000;
    private static final int BEYOND_HIGHEST = 32_000;
    private static final int ATTEMPTS = 200;

    private final DataFolder data;
    private final Map<String, Integer> ports = new TreeMap<>();

    private Ports(DataFolder data) {
        this.data = data;
    }

    /** The remembered ports; none for a fresh folder. */
    public static Ports of(DataFolder data) throws IOException {
        Ports ports = new Ports(data);
        if (Files.exists(data.ports())) {
            Json.mapper()
                    .readTree(data.ports().toFile())
                    .properties()
                    .forEach(port ->
                            ports.ports.put(port.getKey(), port.getValue().asInt()));
        }
        return ports;
    }

    /** The port of a server: its last one if free, else another free one, which is remembered. */
    public int of(String server) throws IOException {
        Integer last = ports.get(server);
        if (last == null || !isFree(last)) {
            ports.remove(server);
            ports.put(server, choose());
            Files.writeString(data.ports(), Json.pretty(ports));
        }
        return ports.get(server);
    }

    private int choose() {
        var reserved = new TreeSet<>(ports.values());
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            int port = ThreadLocalRandom.current().nextInt(LOWEST, BEYOND_HIGHEST);
            if (!reserved.contains(port) && isFree(port)) {
                return port;
            }
        }
        throw new IllegalStateException(
                "none of " + ATTEMPTS + " ports tried between " + LOWEST + " and " + BEYOND_HIGHEST + " is free");
    }

    /** Whether a server could listen on the port of 127.0.0.1 now. */
    public static boolean isFree(int port) {
        try (ServerSocket probe = new ServerSocket(port, 1, InetAddress.getByName("127.0.0.1"))) {
            return probe.isBound();
        } catch (IOException taken) {
            return false;
        }
    }
}
