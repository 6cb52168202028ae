package dev.atelier.trainer.retraining.runs;

/** Why an attempt ends before its work does. */
enum StopReason {
    /** Another trainer has the run: whatever this one still says is void. */
    LOST,
    /** A person wants the run to end. */
    CANCELLED,
    /** This trainer ends; another goes on. */
    ENDING
}
