package dev.atelier.workers.intake;

import dev.atelier.contract.messages.GenerationRequest;

/**
 * How many requests may be asked of the broker: so many that, even if each is of the largest size, no more than a fixed
 * number of pictures are in this worker. Thread-safe.
 */
final class Demand {
    private final int most;
    private int asked;
    private int held;
    private boolean closed;

    /** @param most pictures between Kafka and the last event */
    Demand(int most) {
        if (most < 2 * GenerationRequest.LARGEST_COUNT) {
            throw new IllegalArgumentException("atelier.worker.pictures-in-flight must be at least "
                    + 2 * GenerationRequest.LARGEST_COUNT + ", not " + most);
        }
        this.most = most;
    }

    /** How many more requests to ask for now; they count as asked for. */
    synchronized int ask() {
        if (closed) {
            return 0;
        }
        int room = (most - held) / GenerationRequest.LARGEST_COUNT - asked;
        int more = Math.max(0, room);
        asked += more;
        return more;
    }

    /** A request has come; it counts as the largest until {@link #hold} knows better. */
    synchronized void arrived() {
        asked--;
        held += GenerationRequest.LARGEST_COUNT;
    }

    /** The request that has come is of so many pictures. */
    synchronized void hold(int pictures) {
        held -= GenerationRequest.LARGEST_COUNT - pictures;
    }

    /** A request of so many pictures is over. */
    synchronized void release(int pictures) {
        held -= pictures;
    }

    /** From now on nothing is asked for. */
    synchronized void close() {
        closed = true;
    }

    synchronized int held() {
        return held;
    }
}
