package dev.atelier.trainer.training;

import dev.atelier.generator.layers.Network;

/** A learner whose result makes pictures. */
public interface GenerativeLearner extends Learner {

    /**
     * The generating network with its averaged weights, which is what is shipped. The running statistics belong to the
     * weights of single steps, so those of the averaged ones are measured anew, over the run's first batches.
     *
     * @param count batches to measure over
     */
    Network averaged(Batches batches, int count);
}
