package dev.atelier.workers.intake;

import dev.atelier.contract.messages.GenerationRequest;

/**
 * How many requests may be asked of the broker: so many that, even if each is of the largest size, no more than a fixed
 * amount is in this worker. Thread-safe.
 */
public final class Demand {
    private final int most;
    private final int largest;
    private int asked;
    private int held;
    private boolean closed;

    private Demand(int most, int largest) {
        this.most = most;
        this.largest = largest;
    }

    /** @param most pictures between Kafka and the last event */
    public static Demand ofPictures(int most) {
        if (most < 2 * GenerationRequest.LARGEST_COUNT) {
            throw new IllegalArgumentException("atelier.worker.pictures-in-flight must be at least "
                    + 2 * GenerationRequest.LARGEST_COUNT + ", not " + most);
        }
        return new Demand(most, GenerationRequest.LARGEST_COUNT);
    }

    /** @param most shards, open or not */
    public static Demand ofShards(int most) {
        if (most < 1) {
            throw new IllegalArgumentException("atelier.worker.shards-held must be at least 1, not " + most);
        }
        return new Demand(most, 1);
    }

    /** How many more requests to ask for now; they count as asked for. */
    synchronized int ask() {
        if (closed) {
            return 0;
        }
        int room = (most - held) / largest - asked;
        int more = Math.max(0, room);
        asked += more;
        return more;
    }

    /** A request has come; it counts as the largest until {@link #hold} knows better. */
    synchronized void arrived() {
        asked--;
        held += largest;
    }

    /** The request that has come is of this size. */
    synchronized void hold(int amount) {
        held -= largest - amount;
    }

    /** A request of this size is over. */
    synchronized void release(int amount) {
        held -= amount;
    }

    /** From now on nothing is asked for. */
    synchronized void close() {
        closed = true;
    }

    synchronized int held() {
        return held;
    }
}
