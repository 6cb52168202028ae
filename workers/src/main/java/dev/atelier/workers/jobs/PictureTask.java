package dev.atelier.workers.jobs;

import dev.atelier.contract.experiments.Ingredients;

/**
 * One picture to be made.
 *
 * @param index within its work, from 0
 */
public record PictureTask(Work work, int index) {
    public Ingredients ingredients() {
        return work.ingredients(index);
    }
}
