package dev.atelier.contract.testing;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
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

    private final StoreDoor door;
    private final AtomicInteger refused = new AtomicInteger();
    private final AtomicInteger room = new AtomicInteger(Integer.MAX_VALUE);
    private volatile String filling = "";
    private volatile Duration delay = Duration.ZERO;

    public TroubledStore(URI store) {
        door = new StoreDoor(store, this::requests);
    }

    public URI address() {
        return door.address();
    }

    /** From now on nothing more can be written. */
    public void fill() {
        room.set(0);
    }

    /**
     * Nothing more can be written once so many objects are: however fast they come, and when the test looks.
     *
     * @param objects that are still written, 1 or more
     * @param keys what the keys of objects end with that take room
     */
    public void fillWith(int objects, String keys) {
        filling = keys;
        room.set(objects);
    }

    /** From now on there is room again. */
    public void makeRoom() {
        filling = "";
        room.set(Integer.MAX_VALUE);
    }

    /** From now on each request takes this much longer. */
    public void slowDown(Duration each) {
        delay = each;
    }

    /** Requests that were answered by saying that the store is full. */
    public int refused() {
        return refused.get();
    }

    private void requests(InputStream requests, OutputStream to, OutputStream client)
            throws IOException, InterruptedException {
        InputStream from = new BufferedInputStream(requests);
        for (byte[] head = head(from); head.length > 0; head = head(from)) {
            String text = new String(head, StandardCharsets.ISO_8859_1);
            Matcher length = LENGTH.matcher(text);
            long body = length.find() ? Long.parseLong(length.group(1)) : 0;
            Thread.sleep(delay.toMillis());
            if ((text.startsWith("PUT ") || text.startsWith("POST ")) && isFull(text)) {
                from.skipNBytes(body);
                refuse(client);
            } else {
                to.write(head);
                copy(from, to, body);
            }
        }
    }

    private boolean isFull(String write) {
        boolean takesRoom =
                write.lines().findFirst().orElseThrow().split("[ ?]")[1].endsWith(filling);
        int left = takesRoom ? room.getAndUpdate(before -> Math.max(0, before - 1)) : room.get();
        return left == 0;
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

    @Override
    public void close() {
        door.close();
    }
}
