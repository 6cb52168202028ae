package dev.atelier.trainer.retraining;

import dev.atelier.trainer.retraining.gate.GateRules;
import java.time.Duration;
import java.util.Optional;

/**
 * How a model learns anew.
 *
 * @param kind of a model that has no champion yet, such as {@code cgan}
 * @param recipe of a model that has no champion yet: the name of a shipped one or the path of a file; empty where the model
 *     has to have a champion
 * @param budget of a training
 * @param checkpointEvery steps between two checkpoints
 * @param evaluation how models are measured
 * @param rules of the gate
 * @param approval whether a person has to say yes to a challenger that passed
 */
public record ModelSettings(
        String kind,
        Optional<String> recipe,
        Budget budget,
        int checkpointEvery,
        Measuring evaluation,
        GateRules rules,
        boolean approval) {

    /**
     * How long is trained. Learning rates fall towards the end of the epochs, so steps and epochs plan a training, and time
     * cuts it off. A model that grows from scratch has so many in each phase; one that begins with the champion has the last
     * phase alone.
     *
     * @param epochs passes over the data; the recipe's where empty
     * @param steps in place of epochs, rounded up to whole ones
     * @param time after which it ends as it is, over all attempts; a model that grows has to be in its last phase by then
     * @param measureEvery epochs between two measurements of the held-out label match; 0 for none
     * @param patience measurements without a better one after which it ends; the best one's generator is what comes of it
     */
    public record Budget(
            Optional<Integer> epochs, Optional<Long> steps, Optional<Duration> time, int measureEvery, int patience) {}

    /**
     * How models are measured.
     *
     * @param images pictures of each model; at least half as many as are held out
     * @param seed of them
     * @param classifierEpochs of a classifier that has to be trained first
     */
    public record Measuring(int images, long seed, int classifierEpochs) {}

    public ModelSettings {
        if (checkpointEvery < 1 || budget.measureEvery() < 0 || budget.patience() < 1 || evaluation.images() < 1) {
            throw new IllegalArgumentException(
                    "a model's checkpointEvery, patience and images are 1 or more, and" + " measureEvery 0 or more");
        }
    }
}
