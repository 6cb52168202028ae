package dev.atelier.generator.layers;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** A frozen pass leaves work out; the input's gradient must be that of training all the same. */
class FrozenPassTest {

    @Test
    void aConvolutionGivesTheSameGradientAtItsInput() {
        check(Conv2d.Spec.same(4, 3));
    }

    @Test
    void aConvolutionWithAStrideGivesTheSameGradientAtItsInput() {
        check(new Conv2d.Spec(5, 4, 2, 1));
    }

    @Test
    void aConvolutionThatLeavesARowOutGivesTheSameGradientAtItsInput() {
        check(new Conv2d.Spec(5, 3, 2, 0));
    }

    @Test
    void anUpsamplingConvolutionGivesTheSameGradientAtItsInput() {
        check(new UpsampleConv2d.Spec(5));
    }

    private static void check(LayerSpec layer) {
        Nd4j.getRandom().setSeed(1);
        try (Network network = Network.trainable(new NetworkSpec(List.of(3L, 6L, 8L), 0, List.of(layer)), 1)) {
            INDArray x = Nd4j.rand(DataType.FLOAT, 2, 3, 6, 8);
            Pass training = Pass.training(Nd4j.empty());
            INDArray dy = Nd4j.rand(DataType.FLOAT, network.forward(x, training).shape());
            INDArray expected = network.backward(dy, training);

            Pass frozen = Pass.frozen(Nd4j.empty());
            network.forward(x, frozen);
            INDArray dx = network.backward(dy, frozen);

            GradientCheck.assertClose("gradient at the input", dx, expected);
        }
    }
}
