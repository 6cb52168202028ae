package dev.atelier.generator.layers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

class NetworkTest {

    private static final INDArray NONE = Nd4j.empty();

    private static final NetworkSpec SMALL =
            new NetworkSpec(List.of(3L), 0, List.of(new Dense.Spec(4), new Relu.Spec(), new Dense.Spec(2)));

    @BeforeEach
    void sameNumbersEachTime() {
        Nd4j.getRandom().setSeed(1);
    }

    @Test
    void gradientsOfTwoPassesAddUp() {
        Network network = Network.trainable(SMALL, 1);
        INDArray first = Nd4j.rand(2, 3);
        INDArray second = Nd4j.rand(5, 3);

        INDArray sum = gradient(network, first).addi(gradient(network, second));
        network.weights().forgetGradients();
        walk(network, first);
        walk(network, second);

        GradientCheck.assertClose("sum of two passes", network.weights().flatGradient(), sum);
    }

    @Test
    void aParameterThatTookNoPartHasNoGradient() {
        Network network = Network.trainable(SMALL, 1);
        gradient(network, Nd4j.rand(2, 3));

        network.weights().forgetGradients();

        assertThat(network.weights().flatGradient().amaxNumber().doubleValue()).isZero();
    }

    @Test
    void aFrozenPassGivesTheSameInputGradientAndTouchesNoParameterGradient() {
        Network network = Network.trainable(SMALL, 1);
        INDArray x = Nd4j.rand(2, 3);
        INDArray expected = walk(network, x);
        network.weights().forgetGradients();

        Pass frozen = Pass.frozen(NONE);
        network.forward(x, frozen);
        INDArray dx = network.backward(Nd4j.ones(2, 2), frozen);

        assertThat(dx).isEqualTo(expected);
        assertThat(network.weights().flatGradient().amaxNumber().doubleValue()).isZero();
    }

    @Test
    void theSameSeedStartsTheSameNetwork() {
        assertThat(Network.trainable(SMALL, 5).weights().flat())
                .isEqualTo(Network.trainable(SMALL, 5).weights().flat())
                .isNotEqualTo(Network.trainable(SMALL, 6).weights().flat());
    }

    @Test
    void multiplyAddsAreThoseOfTheArchitecture() {
        Network network = Network.of(new NetworkSpec(
                List.of(2L, 4L, 4L),
                0,
                List.of(
                        Conv2d.Spec.same(3, 3),
                        new UpsampleConv2d.Spec(5),
                        new Conv2d.Spec(1, 4, 2, 1),
                        new Flatten.Spec(),
                        new Dense.Spec(7))));

        assertThat(network.multiplyAdds())
                .isEqualTo(4 * 4 * 3 * 2 * 9 + 8 * 8 * 5 * 3 * 9 + 4 * 4 * 1 * 5 * 16 + 16 * 7);
    }

    @Test
    void backwardWithoutForwardIsRefused() {
        Network network = Network.trainable(SMALL, 1);

        assertThatThrownBy(() -> network.backward(Nd4j.ones(2, 2), Pass.training(NONE)))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("tape");
    }

    private static INDArray gradient(Network network, INDArray x) {
        network.weights().forgetGradients();
        walk(network, x);
        return network.weights().flatGradient().dup();
    }

    private static INDArray walk(Network network, INDArray x) {
        Pass pass = Pass.training(NONE);
        network.forward(x, pass);
        return network.backward(Nd4j.ones(x.size(0), 2), pass);
    }
}
