package dev.atelier.trainer.optimisation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.atelier.generator.layers.Dense;
import dev.atelier.generator.layers.Network;
import dev.atelier.generator.layers.NetworkSpec;
import dev.atelier.generator.layers.Parameter;
import dev.atelier.generator.layers.Pass;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.factory.Nd4j;

class AdamTest {

    private final Network network = Network.trainable(new NetworkSpec(List.of(1L), 0, List.of(new Dense.Spec(1))), 1);
    private final Parameter weight = network.weights().members().get(0);

    @Test
    void twoStepsAreThoseOfThePaper() {
        weight.value().assign(1);
        Adam adam = new Adam(network.weights(), 0.5, 0.999);

        // m = .5·2 = 1, v = .001·4 = .004; corrected 2 and 4; step .1·2/(2 + 1e-8).
        gradient(2);
        adam.step(0, 0.1);
        assertThat(weight.value().getDouble(0)).isCloseTo(0.9, within(1e-6));

        // m = .5·1 + .5·(−1) = 0: no step.
        gradient(-1);
        adam.step(1, 0.1);
        assertThat(weight.value().getDouble(0)).isCloseTo(0.9, within(1e-6));

        // m = .5·3 = 1.5, corrected 1.5/.875; v = .004·.999² + .001·.999 + .009, corrected by 1 − .999³.
        gradient(3);
        adam.step(2, 0.1);
        double first = 1.5 / 0.875;
        double second = (0.004 * 0.999 * 0.999 + 0.001 * 0.999 + 0.009) / (1 - Math.pow(0.999, 3));
        assertThat(weight.value().getDouble(0)).isCloseTo(0.9 - 0.1 * first / Math.sqrt(second), within(1e-5));
    }

    @Test
    void theFirstStepHasTheLengthOfTheRateWhateverTheGradient() {
        for (double size : new double[] {0.1, 1, 1e4}) {
            weight.value().assign(0);
            gradient(size);
            new Adam(network.weights(), 0.9, 0.999).step(0, 0.01);
            assertThat(weight.value().getDouble(0)).isCloseTo(-0.01, within(1e-5));
        }
    }

    @Test
    void stepsOnTheHostAreThoseOfWholeVectorOperations() {
        NetworkSpec spec = new NetworkSpec(List.of(300L), 0, List.of(new Dense.Spec(400)));
        try (Network onHost = Network.trainable(spec, 1);
                Network byOperations = Network.trainable(spec, 1)) {
            Adam host = new Adam(onHost.weights(), 0.5, 0.999);
            Adam operations = new Adam(byOperations.weights(), 0.5, 0.999);
            Random random = new Random(2);
            for (int step = 0; step < 3; step++) {
                float[] x = numbers(random, 300);
                float[] dy = numbers(random, 400);
                gradient(onHost, x, dy);
                host.step(step, 0.01);
                gradient(byOperations, x, dy);
                operations.stepByOperations(step, 0.01);
            }

            float[] expected = byOperations.weights().flat().toFloatVector();
            assertThat(onHost.weights().flat().toFloatVector()).containsExactly(expected, within(1e-6f));
            assertThat(host.secondMoment().toFloatVector())
                    .containsExactly(operations.secondMoment().toFloatVector(), within(1e-6f));
        }
    }

    private static float[] numbers(Random random, int count) {
        float[] numbers = new float[count];
        for (int i = 0; i < count; i++) {
            numbers[i] = (float) random.nextGaussian();
        }
        return numbers;
    }

    private static void gradient(Network network, float[] x, float[] dy) {
        Pass pass = Pass.training(Nd4j.empty());
        network.weights().forgetGradients();
        network.forward(Nd4j.createFromArray(new float[][] {x}), pass);
        network.backward(Nd4j.createFromArray(new float[][] {dy}), pass);
    }

    /** With input 1 the weight's gradient is the output's. */
    private void gradient(double value) {
        Pass pass = Pass.training(Nd4j.empty());
        network.weights().forgetGradients();
        network.forward(Nd4j.ones(1, 1), pass);
        network.backward(Nd4j.ones(1, 1).muli(value), pass);
    }
}
