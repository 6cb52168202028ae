package dev.atelier.contract.testing;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;

/** Another address of a real store, where requests pass somebody's hands; answers go back as they come. */
public final class StoreDoor implements AutoCloseable {
    private final URI store;
    private final ServerSocket door;
    private final Hands hands;

    /** What becomes of the requests of one connection. */
    public interface Hands {
        /**
         * Handles all of them, to the connection's end.
         *
         * @param requests of the client, one after the other: it sends one only when it has the answer to the one before
         * @param store takes those that go through
         * @param client takes an answer that is not the store's
         */
        void pass(InputStream requests, OutputStream store, OutputStream client)
                throws IOException, InterruptedException;
    }

    public StoreDoor(URI store, Hands hands) {
        this.store = store;
        this.hands = hands;
        try {
            door = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        run("store-door", () -> {
            while (true) {
                accept(door.accept());
            }
        });
    }

    public URI address() {
        return URI.create("http://127.0.0.1:" + door.getLocalPort());
    }

    private void accept(Socket client) throws IOException {
        Socket server = new Socket(store.getHost(), store.getPort());
        server.setTcpNoDelay(true);
        client.setTcpNoDelay(true);
        run("store-door-up", () -> {
            try (server) {
                hands.pass(client.getInputStream(), server.getOutputStream(), client.getOutputStream());
            }
        });
        run("store-door-down", () -> {
            try (client) {
                server.getInputStream().transferTo(client.getOutputStream());
            }
        });
    }

    private interface Work {
        void run() throws IOException, InterruptedException;
    }

    private static void run(String name, Work work) {
        Thread thread = new Thread(
                () -> {
                    try {
                        work.run();
                    } catch (IOException | InterruptedException e) {
                        // A side has closed its socket, and so the connection is over.
                    }
                },
                name);
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void close() {
        try {
            door.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
