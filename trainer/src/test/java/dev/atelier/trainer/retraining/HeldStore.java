package dev.atelier.trainer.retraining;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An address of the store at which one request is held: whoever waits for its answer can be killed at just that point. All
 * others go through.
 */
final class HeldStore implements AutoCloseable {
    private static final int LONGEST_WAIT_MINUTES = 8;

    private final URI store;
    private final Pattern request;
    private final AtomicInteger before;
    private final CompletableFuture<String> held = new CompletableFuture<>();
    private final CountDownLatch released = new CountDownLatch(1);
    private final ServerSocket door;

    /**
     * @param request regular expression of the request's beginning, such as {@code PUT /bucket/key}
     * @param number of the request among those that are so, from 1
     */
    HeldStore(URI store, String request, int number) throws IOException {
        this.store = store;
        this.request = Pattern.compile("^" + request);
        before = new AtomicInteger(number - 1);
        door = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        run("held-store", () -> {
            while (true) {
                accept(door.accept());
            }
        });
    }

    String address() {
        return "http://127.0.0.1:" + door.getLocalPort();
    }

    /** Waits until the request is held. */
    void awaitRequest() throws Exception {
        held.get(LONGEST_WAIT_MINUTES, TimeUnit.MINUTES);
    }

    /** Lets it through. */
    void release() {
        released.countDown();
    }

    private void accept(Socket client) throws IOException {
        Socket server = new Socket(store.getHost(), store.getPort());
        server.setTcpNoDelay(true);
        client.setTcpNoDelay(true);
        run("held-store-up", () -> pass(client.getInputStream(), server.getOutputStream(), true));
        run("held-store-down", () -> {
            pass(server.getInputStream(), client.getOutputStream(), false);
            client.close();
        });
    }

    /** A client sends a request only when it has the answer to the one before, so each one begins a read. */
    private void pass(InputStream from, OutputStream to, boolean requests) throws IOException, InterruptedException {
        byte[] bytes = new byte[1 << 16];
        for (int count = from.read(bytes); count >= 0; count = from.read(bytes)) {
            if (requests && isToBeHeld(new String(bytes, 0, count, StandardCharsets.ISO_8859_1))) {
                released.await();
            }
            to.write(bytes, 0, count);
            to.flush();
        }
    }

    private boolean isToBeHeld(String text) {
        Matcher matcher = request.matcher(text);
        return matcher.find() && before.getAndDecrement() == 0 && held.complete(matcher.group());
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
    public void close() throws IOException {
        door.close();
    }
}
