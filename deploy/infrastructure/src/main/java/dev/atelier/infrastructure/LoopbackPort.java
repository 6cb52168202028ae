package dev.atelier.infrastructure;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.concurrent.ThreadLocalRandom;

/** Ports of 127.0.0.1 for servers to listen on. */
final class LoopbackPort {
    static final String HOST = "127.0.0.1";

    // Below the ports that operating systems hand out to outgoing connections. Otherwise, while a server is down, a
    // client's connection may come to occupy the server's port, and the server could not come back on it.
    private static final int LOWEST = 15_000;
    private static final int BEYOND_HIGHEST = 32_000;
    private static final int ATTEMPTS = 200;

    private LoopbackPort() {}

    /**
     * The port itself if it is free, or a free one for 0.
     *
     * @param server whose port it is, for the message
     * @throws PortTakenException if somebody listens on the port
     * @throws IllegalArgumentException if it is not a port number
     */
    static int resolve(String server, int port) {
        if (port < 0 || port > 65_535) {
            throw new IllegalArgumentException(
                    "The port of the " + server + " must be 1 to 65535, or 0 for a free one; it was " + port);
        }
        if (port == 0) {
            return choose();
        }
        if (!isFree(port)) {
            throw new PortTakenException(server, port);
        }
        return port;
    }

    private static int choose() {
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            int port = ThreadLocalRandom.current().nextInt(LOWEST, BEYOND_HIGHEST);
            if (isFree(port)) {
                return port;
            }
        }
        throw new IllegalStateException("None of " + ATTEMPTS + " ports tried between " + LOWEST + " and "
                + BEYOND_HIGHEST + " on " + HOST + " is free");
    }

    private static boolean isFree(int port) {
        try (ServerSocket probe = new ServerSocket(port, 1, InetAddress.getByName(HOST))) {
            return probe.isBound();
        } catch (IOException taken) {
            return false;
        }
    }
}
