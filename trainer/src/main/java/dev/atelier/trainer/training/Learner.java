package dev.atelier.trainer.training;

import java.util.Map;
import java.util.Optional;
import org.nd4j.linalg.api.ndarray.INDArray;

/** What learns: networks with their optimisers, advanced batch by batch by the {@link TrainingLoop}. */
public interface Learner {

    /**
     * Learns from one batch.
     *
     * @param step how many steps came before, from 0
     * @param rateFactor what the schedule makes of the learning rates now, 0 to 1
     * @return the losses by name
     */
    Map<String, Double> step(Batch batch, long step, double rateFactor);

    /** Everything that a later step depends on, by name; writing to the arrays restores it. */
    Map<String, INDArray> state();

    /**
     * Why going on makes no sense although all numbers are finite; asked after the first epoch, before a checkpoint.
     *
     * @param batch that of the last step
     * @param step how many steps came before that one
     */
    default Optional<String> failure(Batch batch, long step) {
        return Optional.empty();
    }
}
