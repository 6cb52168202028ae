package dev.atelier.trainer.optimisation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.atelier.generator.layers.Dense;
import dev.atelier.generator.layers.Network;
import dev.atelier.generator.layers.NetworkSpec;
import java.util.List;
import org.junit.jupiter.api.Test;

class AveragedWeightsTest {

    private final Network network = Network.trainable(new NetworkSpec(List.of(1L), 0, List.of(new Dense.Spec(1))), 1);

    @Test
    void atFirstTheAverageFollowsFastAndLaterWithItsDecay() {
        network.weights().flat().assign(1);
        AveragedWeights averaged = new AveragedWeights(network.weights(), 0.9);
        network.weights().flat().assign(2);

        averaged.update(0);
        assertThat(averaged.average().getDouble(0)).isCloseTo(0.1 + 0.9 * 2, within(1e-6));

        averaged.average().assign(1);
        averaged.update(1_000);
        assertThat(averaged.average().getDouble(0)).isCloseTo(0.9 + 0.1 * 2, within(1e-6));
    }

    @Test
    void theWeightsThemselvesStay() {
        network.weights().flat().assign(3);
        new AveragedWeights(network.weights(), 0.9).update(5);

        assertThat(network.weights().flat().getDouble(0)).isEqualTo(3);
    }
}
