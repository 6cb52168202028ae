package dev.atelier.trainer.training;

/** Is told when a part of a step has ended; each part begins where the one before ended. */
@FunctionalInterface
public interface StepClock {

    /** Asks nobody. */
    StepClock NONE = part -> {};

    /** @param part in words for a person, such as {@code generator forward}; may end several times in a step */
    void ended(String part);
}
