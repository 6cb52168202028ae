package dev.atelier.trainer.retraining;

import dev.atelier.contract.testing.StoreDoor;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
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

    private final Pattern request;
    private final AtomicInteger before;
    private final CompletableFuture<String> held = new CompletableFuture<>();
    private final CountDownLatch released = new CountDownLatch(1);
    private final StoreDoor door;

    /**
     * @param request regular expression of the request's beginning, such as {@code PUT /bucket/key}
     * @param number of the request among those that are so, from 1
     */
    HeldStore(URI store, String request, int number) {
        this.request = Pattern.compile("^" + request);
        before = new AtomicInteger(number - 1);
        door = new StoreDoor(store, this::pass);
    }

    String address() {
        return door.address().toString();
    }

    /** Waits until the request is held. */
    void awaitRequest() throws Exception {
        held.get(LONGEST_WAIT_MINUTES, TimeUnit.MINUTES);
    }

    /** Lets it through. */
    void release() {
        released.countDown();
    }

    /** Each request begins a read. */
    private void pass(InputStream from, OutputStream to, OutputStream client) throws IOException, InterruptedException {
        byte[] bytes = new byte[1 << 16];
        for (int count = from.read(bytes); count >= 0; count = from.read(bytes)) {
            if (isToBeHeld(new String(bytes, 0, count, StandardCharsets.ISO_8859_1))) {
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

    @Override
    public void close() {
        door.close();
    }
}
