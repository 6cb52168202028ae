package dev.atelier.workers.jobs;

import dev.atelier.contract.experiments.Ingredients;

/**
 * One picture to be made.
 *
 * @param index within its job, from 0
 */
public record PictureTask(Job job, int index) {
    /** What decides with which other pictures it can share a batch. */
    public String digest() {
        return job.model().digest();
    }

    public Ingredients ingredients() {
        return job.ingredients(index);
    }
}
