package dev.atelier.contract.testing;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;

/**
 * An address of a real store at which requests are held: whoever waits for their answers is at just that point for as long
 * as a test needs, and can be killed there. All others go through.
 */
public final class HeldStore implements AutoCloseable {
    private static final int LONGEST_WAIT_MINUTES = 8;

    private final StoreDoor door;
    private volatile Hold hold = new Hold("nothing is held", 1);

    /** Holds nothing yet. */
    public HeldStore(URI store) {
        door = new StoreDoor(store, this::pass);
    }

    public String address() {
        return door.address().toString();
    }

    /**
     * From now on requests that begin so are held, in place of those before, which are let through.
     *
     * @param request regular expression of the request's beginning, such as {@code PUT /bucket/key}
     * @param number of the first one that is held among those that are so from now on, from 1; the later ones are held as well,
     *     for whoever has waited for too long asks again
     */
    public HeldStore hold(String request, int number) {
        Hold before = hold;
        hold = new Hold(request, number);
        before.released.countDown();
        return this;
    }

    /** Waits until a request is held. */
    public void awaitRequest() throws InterruptedException, TimeoutException {
        if (!hold.reached.await(LONGEST_WAIT_MINUTES, TimeUnit.MINUTES)) {
            throw new TimeoutException("no request " + hold.request + " came");
        }
    }

    /** Lets them through, and all that come. */
    public void release() {
        hold.released.countDown();
    }

    private static final class Hold {
        private final Pattern request;
        private final AtomicInteger before;
        private final CountDownLatch reached = new CountDownLatch(1);
        private final CountDownLatch released = new CountDownLatch(1);

        Hold(String request, int number) {
            this.request = Pattern.compile(request);
            before = new AtomicInteger(number - 1);
        }

        void pass(String text) throws InterruptedException {
            if (request.matcher(text).lookingAt() && before.getAndDecrement() <= 0) {
                reached.countDown();
                released.await();
            }
        }
    }

    /** Each request begins a read. */
    private void pass(InputStream from, OutputStream to, OutputStream client) throws IOException, InterruptedException {
        byte[] bytes = new byte[1 << 16];
        for (int count = from.read(bytes); count >= 0; count = from.read(bytes)) {
            hold.pass(new String(bytes, 0, count, StandardCharsets.ISO_8859_1));
            to.write(bytes, 0, count);
            to.flush();
        }
    }

    @Override
    public void close() {
        door.close();
    }
}
