package dev.atelier.trainer.recipes;

import static dev.atelier.trainer.recipes.Bounds.positive;
import static dev.atelier.trainer.recipes.Bounds.share;

/**
 * How long and in which order.
 *
 * @param seed start of all randomness
 * @param batch examples per step
 * @param epochs passes over the data
 * @param ratesFallFrom share of the run after which all learning rates fall to zero in a straight line, 0 to 1; 1 for never
 * @param averaging decay of the averaged weights, which are those that are shipped; 0 to below 1, 0 for none
 */
public record Plan(long seed, int batch, int epochs, double ratesFallFrom, double averaging) {

    public Plan {
        positive("batch", batch);
        positive("epochs", epochs);
        if (!(ratesFallFrom >= 0 && ratesFallFrom <= 1)) {
            throw new IllegalArgumentException("ratesFallFrom must be from 0 to 1, got " + ratesFallFrom);
        }
        share("averaging", averaging);
    }

    public Plan withSeed(long other) {
        return new Plan(other, batch, epochs, ratesFallFrom, averaging);
    }

    public Plan withBatch(int other) {
        return new Plan(seed, other, epochs, ratesFallFrom, averaging);
    }

    public Plan withEpochs(int other) {
        return new Plan(seed, batch, other, ratesFallFrom, averaging);
    }
}
