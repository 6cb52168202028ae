package dev.atelier.workers.embedding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

class DecodingRoomTest {
    private static final long LARGE = 25_000_000;
    private static final long SMALL = 500_000;

    private final DecodingRoom room = new DecodingRoom();
    private final AtomicBoolean entered = new AtomicBoolean();

    private Thread another(long pixels) {
        Thread thread = new Thread(() -> {
            try (DecodingRoom.Place ignored = room.enter(pixels)) {
                entered.set(true);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        thread.start();
        return thread;
    }

    @Test
    void aLargePictureWaitsForAnother() throws Exception {
        Thread second;
        try (DecodingRoom.Place ignored = room.enter(LARGE)) {
            second = another(LARGE);
            await().until(() -> second.getState() == Thread.State.WAITING);
            assertThat(entered).isFalse();
        }
        second.join();
        assertThat(entered).isTrue();
    }

    @Test
    void smallPicturesDoNotWaitForALargeOne() throws Exception {
        try (DecodingRoom.Place ignored = room.enter(LARGE)) {
            another(SMALL).join();
            assertThat(entered).isTrue();
        }
    }

    @Test
    void aPictureBeyondAllMeasureHasTheRoomToItself() throws Exception {
        room.enter(Long.MAX_VALUE).close();
        another(100 * DecodingRoom.MOST_PIXELS).join();
        assertThat(entered).isTrue();
    }
}
