package dev.atelier.trainer.training;

import dev.atelier.generator.layers.Network;
import dev.atelier.generator.layers.Pass;
import dev.atelier.generator.runtime.Scratch;
import dev.atelier.trainer.optimisation.AveragedWeights;
import org.nd4j.linalg.api.memory.MemoryWorkspace;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Makes a network of averaged weights: the weights alone are not enough where there are running statistics. */
public final class Averaged {

    /** The network's input for a batch of the run. */
    @FunctionalInterface
    public interface Input {
        INDArray of(Batch batch, long step);
    }

    private Averaged() {}

    /**
     * A network like {@code trained} with the averaged weights, its running statistics measured over the run's first
     * batches.
     *
     * @param count of these batches
     */
    public static Network network(Network trained, AveragedWeights weights, Batches batches, int count, Input input) {
        Network network = Network.of(trained.spec());
        network.weights().flat().assign(weights.average());
        network.statistics().flat().assign(trained.statistics().flat());
        try (Scratch scratch = new Scratch()) {
            for (int i = 0; i < count; i++) {
                try (MemoryWorkspace ignored = scratch.enter()) {
                    Batch batch = batches.at(i);
                    network.forward(input.of(batch, i), Pass.measuring(batch.conditions(), 1.0 / (i + 1)));
                }
            }
        }
        return network;
    }
}
