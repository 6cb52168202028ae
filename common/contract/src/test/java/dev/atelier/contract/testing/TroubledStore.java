package dev.atelier.contract.testing;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An address of a real store at which it can be slow, or full: whatever would write is answered as MinIO does then, and does
 * not reach the store.
 */
public final class TroubledStore implements AutoCloseable {
    private static final Pattern LENGTH = Pattern.compile("(?im)^Content-Length: *([0-9]+)");
    private static final byte[] FULL =
            ("<?xml version=\"1.0\" encoding=\"UTF-8\"?><Error><Code>XMinioStorageFull</Code>"
                            + "<Message>Storage backend has reached its minimum free drive threshold.</Message>"
                            + "<RequestId>1</RequestId><HostId>1</HostId></Error>")
                    .getBytes(StandardCharsets.UTF_8);

    private final URI store;
    private final ServerSocket door;
    private final AtomicInteger refused = new AtomicInteger();
    private volatile boolean full;
    private volatile Duration delay = Duration.ZERO;

    public TroubledStore(URI store) {
        this.store = store;
        try {
            door = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        run("troubled-store", () -> {
            while (true) {
                accept(door.accept());
            }
        });
    }

    public URI address() {
        return URI.create("http://127.0.0.1:" + door.getLocalPort());
    }

    /** From now on nothing more can be written. */
    public void fill() {
        full = true;
    }

    /** From now on there is room again. */
    public void makeRoom() {
        full = false;
    }

    /** From now on each request takes this much longer. */
    public void slowDown(Duration each) {
        delay = each;
    }

    /** Requests that were answered by saying that the store is full. */
    public int refused() {
        return refused.get();
    }

    private void accept(Socket client) throws IOException {
        Socket server = new Socket(store.getHost(), store.getPort());
        server.setTcpNoDelay(true);
        client.setTcpNoDelay(true);
        run("troubled-store-up", () -> {
            try (server) {
                requests(new BufferedInputStream(client.getInputStream()), client, server);
            }
        });
        run("troubled-store-down", () -> {
            try (client) {
                server.getInputStream().transferTo(client.getOutputStream());
            }
        });
    }

    /** A client sends a request only when it has the answer to the one before, so that answers keep their order. */
    private void requests(InputStream from, Socket client, Socket server) throws IOException, InterruptedException {
        for (byte[] head = head(from); head.length > 0; head = head(from)) {
            String text = new String(head, StandardCharsets.ISO_8859_1);
            Matcher length = LENGTH.matcher(text);
            long body = length.find() ? Long.parseLong(length.group(1)) : 0;
            Thread.sleep(delay.toMillis());
            if (full && (text.startsWith("PUT ") || text.startsWith("POST "))) {
                from.skipNBytes(body);
                refuse(client.getOutputStream());
            } else {
                OutputStream to = server.getOutputStream();
                to.write(head);
                copy(from, to, body);
            }
        }
    }

    private void refuse(OutputStream to) throws IOException {
        String head = "HTTP/1.1 507 Insufficient Storage\r\nContent-Type: application/xml\r\nContent-Length: "
                + FULL.length + "\r\n\r\n";
        to.write(head.getBytes(StandardCharsets.ISO_8859_1));
        to.write(FULL);
        refused.incrementAndGet();
    }

    /** The request's beginning up to and with the empty line; empty where there is no further request. */
    private static byte[] head(InputStream from) throws IOException {
        var head = new ByteArrayOutputStream();
        int last = 0;
        for (int next = from.read(); next >= 0; next = from.read()) {
            head.write(next);
            last = last << 8 | next;
            if (last == 0x0D0A0D0A) {
                return head.toByteArray();
            }
        }
        return new byte[0];
    }

    private static void copy(InputStream from, OutputStream to, long count) throws IOException {
        byte[] bytes = new byte[1 << 16];
        for (long left = count; left > 0; ) {
            int some = from.read(bytes, 0, (int) Math.min(left, bytes.length));
            if (some < 0) {
                throw new IOException("the client left");
            }
            to.write(bytes, 0, some);
            left -= some;
        }
        to.flush();
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
