package dev.atelier.workers.batching;

/**
 * What the bulk lane is owed of the batches since it last got any: while it has work, each batch adds a share of its
 * places. So it is never starved, however many people wait.
 */
final class BulkShare {
    private final double share;
    private final int largest;
    private double owed;

    /**
     * @param share of all places, 0 to 1
     * @param largest places of a full batch
     */
    BulkShare(double share, int largest) {
        if (!(share >= 0 && share <= 1)) {
            throw new IllegalArgumentException("atelier.worker.bulk-share must be 0 to 1, not " + share);
        }
        this.share = share;
        this.largest = largest;
    }

    /** Places of the next batch that bulk must get where its model allows, at most a batch. */
    int reserved() {
        return (int) Math.min(owed, largest);
    }

    /** Whether bulk is owed a batch of its own, whose model it chooses. */
    boolean leads() {
        return owed >= largest;
    }

    /**
     * A batch was taken.
     *
     * @param waiting whether bulk had work that it could have taken
     * @param places of the batch
     * @param taken places that it got
     */
    void batch(boolean waiting, int places, int taken) {
        // What bulk got beyond its share was free, so it owes nothing.
        owed = waiting ? Math.max(0, owed + share * places - taken) : 0;
    }
}
