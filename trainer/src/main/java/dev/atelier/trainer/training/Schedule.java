package dev.atelier.trainer.training;

/**
 * How long, and how the learning rates go.
 *
 * @param epochs passes over the data
 * @param checkpointEvery steps between two checkpoints
 * @param falling whether the rates fall to zero in a straight line over the second half
 */
public record Schedule(int epochs, int checkpointEvery, boolean falling) {

    public Schedule {
        if (epochs < 1 || checkpointEvery < 1) {
            throw new IllegalArgumentException(
                    "epochs and checkpointEvery must be 1 or more, got " + epochs + " and " + checkpointEvery);
        }
    }

    /** The factor for the learning rates at a step, 0 to 1. */
    double rateFactor(long step, long total) {
        return falling ? Math.min(1, 2.0 * (total - step) / total) : 1;
    }
}
