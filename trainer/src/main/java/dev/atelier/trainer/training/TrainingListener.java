package dev.atelier.trainer.training;

import dev.atelier.generator.layers.Network;
import dev.atelier.trainer.datasets.DataSet;
import java.io.IOException;
import java.util.Map;
import java.util.function.Supplier;

/** What wants to know how a training goes. Called on the training's thread, which waits. */
public interface TrainingListener {

    /**
     * @param firstStep 0, or where a resumed run goes on
     * @param stepsPerEpoch how many steps are one pass over the data
     * @param totalSteps when it is done
     */
    default void started(long firstStep, long stepsPerEpoch, long totalSteps) throws IOException {}

    /**
     * A model that grows goes on to its next phase, whose steps are counted from 0.
     *
     * @param name such as {@code 16-fading}
     * @param number from 1
     * @param count of all phases
     */
    default void phaseBegun(String name, int number, int count) throws IOException {}

    /** @param nanos how long the next step waited for its batch, time in which nothing was learned */
    default void waited(long nanos) throws IOException {}

    /** @param step the number of steps done */
    default void stepped(long step, Map<String, Double> losses) throws IOException {}

    /** @param epoch the number of epochs done */
    default void epochDone(int epoch) throws IOException {}

    /**
     * After an epoch, when its sheet is drawn.
     *
     * @param epoch the number of epochs done
     * @param generator gives the generator as it would be shipped now; whoever asks for it closes it
     * @param data what it learns from, in pictures of its size
     */
    default void generatorAt(int epoch, Supplier<Network> generator, DataSet data) throws IOException {}

    /** @param step the number of steps that the new checkpoint holds */
    default void checkpointed(long step) throws IOException {}

    default void finished(TrainingOutcome outcome) throws IOException {}
}
