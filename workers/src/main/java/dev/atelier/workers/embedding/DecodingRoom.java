package dev.atelier.workers.embedding;

import java.util.concurrent.Semaphore;

/**
 * Lets small pictures be decoded side by side and large ones alone: some formats are read whole, and a few large ones at once
 * would not fit into a worker's memory. In the order in which they come, so that a large one's turn comes too. Thread-safe.
 */
final class DecodingRoom {
    static final long MOST_PIXELS = 32_000_000;
    private static final int PIXELS_OF_A_PLACE = 1_000_000;
    private static final int PLACES = (int) (MOST_PIXELS / PIXELS_OF_A_PLACE);

    private final Semaphore places = new Semaphore(PLACES, true);

    /** Where a picture is decoded, until it is closed. */
    interface Place extends AutoCloseable {
        @Override
        void close();
    }

    /**
     * Waits until there is room.
     *
     * @param pixels of the picture; one of {@link #MOST_PIXELS} or more has the room to itself
     */
    Place enter(long pixels) throws InterruptedException {
        int needed = (int) Math.min(PLACES, 1 + pixels / PIXELS_OF_A_PLACE);
        places.acquire(needed);
        return () -> places.release(needed);
    }
}
