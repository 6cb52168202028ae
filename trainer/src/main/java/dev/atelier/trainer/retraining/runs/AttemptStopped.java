package dev.atelier.trainer.retraining.runs;

/** Thrown between two pieces of work where the attempt must not go on. */
final class AttemptStopped extends RuntimeException {
    private final transient StopReason reason;

    AttemptStopped(StopReason reason) {
        super("the attempt stops: " + reason);
        this.reason = reason;
    }

    StopReason reason() {
        return reason;
    }
}
