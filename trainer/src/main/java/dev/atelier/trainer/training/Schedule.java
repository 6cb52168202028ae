package dev.atelier.trainer.training;

/**
 * How long, and how the learning rates go.
 *
 * @param epochs passes over the data
 * @param checkpointEvery steps between two checkpoints
 * @param ratesFallFrom share of the run after which the rates fall to zero in a straight line, 0 to 1; 1 for never
 */
public record Schedule(int epochs, int checkpointEvery, double ratesFallFrom) {

    public Schedule {
        if (epochs < 1 || checkpointEvery < 1) {
            throw new IllegalArgumentException(
                    "epochs and checkpointEvery must be 1 or more, got " + epochs + " and " + checkpointEvery);
        }
    }

    /** The factor for the learning rates at a step, 0 to 1. */
    double rateFactor(long step, long total) {
        double falling = (1 - ratesFallFrom) * total;
        return falling == 0 ? 1 : Math.min(1, (total - step) / falling);
    }
}
