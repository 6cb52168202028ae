package dev.atelier.workers.batching;

import java.time.Duration;

/**
 * How pictures become batches.
 *
 * @param largest most pictures of a batch, 1 or more
 * @param longestWait of an interactive picture for mates while the generator is busy
 * @param bulkShare of all places that bulk gets while people ask for more than there is, 0 to 1
 * @param modelStint for how long bulk stays with a model that fills batches while others wait
 * @param bulkUnderWay most bulk pictures between their batch and their shard's file; further ones are not taken, so that
 *     the generator never waits for an encoder while a person waits for the generator
 */
public record BatchRules(int largest, Duration longestWait, double bulkShare, Duration modelStint, int bulkUnderWay) {
    public BatchRules {
        if (largest < 1) {
            throw new IllegalArgumentException("atelier.worker.batch-size must be at least 1, not " + largest);
        }
    }
}
