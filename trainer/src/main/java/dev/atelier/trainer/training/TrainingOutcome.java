package dev.atelier.trainer.training;

/** How a training ended. */
public sealed interface TrainingOutcome {

    /** The number of steps done, also before it was resumed. */
    long steps();

    /** All epochs are done. */
    record Completed(long steps) implements TrainingOutcome {}

    /** Somebody asked it to stop; the checkpoint is at {@code steps}. */
    record Stopped(long steps) implements TrainingOutcome {}

    /**
     * It can't go on.
     *
     * @param steps where it happened
     * @param lastCheckpoint the steps of the last good checkpoint, 0 for none
     * @param reason in words
     */
    record Diverged(long steps, long lastCheckpoint, String reason) implements TrainingOutcome {}
}
