package dev.atelier.workers.batching;

import java.time.Duration;

/**
 * How pictures become batches.
 *
 * @param largest most pictures of a batch, 1 or more
 * @param shortest places of a batch for people that shards fill, where these are enough for those who wait; 1 or more. A
 *     person waits for the whole batch, and the fewer pictures it has the longer the generator takes for each
 * @param longestWait of an interactive picture for mates while the generator is busy
 * @param bulkShare of all places that bulk gets while people ask for more than there is, 0 to 1
 * @param modelStint for how long bulk stays with a model that fills batches while others wait
 * @param bulkUnderWay most bulk pictures between their batch and their shard's file; further ones are not taken, so that
 *     the generator never waits for an encoder while a person waits for the generator
 */
public record BatchRules(
        int largest, int shortest, Duration longestWait, double bulkShare, Duration modelStint, int bulkUnderWay) {
    public BatchRules {
        if (largest < 1) {
            throw new IllegalArgumentException("atelier.worker.batch-size must be at least 1, not " + largest);
        }
        if (shortest < 1) {
            throw new IllegalArgumentException(
                    "atelier.worker.interactive-batch-size must be at least 1, not " + shortest);
        }
    }

    /** Places of a batch of shards alone while people come: whoever comes next waits for its end first. */
    int inCompany() {
        return Math.min(2 * shortest, largest);
    }

    /** Places of a batch for people that shards fill: twice the shortest and so on, until it holds so many pictures. */
    int places(int pictures) {
        int places = Math.min(shortest, largest);
        while (places < Math.min(pictures, largest)) {
            places = Math.min(2 * places, largest);
        }
        return places;
    }
}
