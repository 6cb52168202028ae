package dev.atelier.trainer.training;

import dev.atelier.generator.layers.Network;
import dev.atelier.generator.layers.NetworkSpec;
import dev.atelier.generator.layers.Parameters;
import dev.atelier.trainer.optimisation.Adam;
import dev.atelier.trainer.recipes.AdamSettings;
import java.util.Map;
import org.nd4j.linalg.api.ndarray.INDArray;

/** A network that is being trained, with its optimiser. */
record Trainee(String name, Network network, Adam adam, double rate) {

    /**
     * @param name before its parameters' in a checkpoint
     * @param seed of its first weights
     */
    static Trainee of(String name, AdamSettings settings, NetworkSpec spec, long seed) {
        Network network = Network.trainable(spec, seed);
        return new Trainee(
                name, network, new Adam(network.weights(), settings.beta1(), settings.beta2()), settings.rate());
    }

    /** Moves the weights along the gradients that the network holds. */
    void advance(long step, double rateFactor) {
        adam.step(step, rate * rateFactor);
    }

    void putState(Map<String, INDArray> state) {
        putNetwork(state);
        state.put(name + "-adam.first", adam.firstMoment());
        state.put(name + "-adam.second", adam.secondMoment());
    }

    /** Weights and running statistics, without what belongs to the optimiser. */
    void putNetwork(Map<String, INDArray> state) {
        put(state, network.weights());
        put(state, network.statistics());
    }

    private void put(Map<String, INDArray> state, Parameters parameters) {
        parameters.members().forEach(member -> state.put(name + "." + member.name(), member.value()));
    }
}
