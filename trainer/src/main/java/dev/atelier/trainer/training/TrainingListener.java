package dev.atelier.trainer.training;

import dev.atelier.generator.layers.Network;
import java.io.IOException;
import java.util.Map;

/** What wants to know how a training goes. Called on the training's thread, which waits. */
public interface TrainingListener {

    /** @param firstStep 0, or where a resumed run goes on */
    default void started(long firstStep, long totalSteps) throws IOException {}

    /** @param step the number of steps done */
    default void stepped(long step, Map<String, Double> losses) throws IOException {}

    /**
     * @param epoch the number of epochs done
     * @param averaged the network that would be shipped now; valid during the call only
     */
    default void epochDone(int epoch, Network averaged) throws IOException {}

    default void checkpointed(long step) throws IOException {}

    default void finished(TrainingOutcome outcome) throws IOException {}
}
