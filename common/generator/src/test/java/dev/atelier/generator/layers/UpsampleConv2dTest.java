package dev.atelier.generator.layers;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

class UpsampleConv2dTest {

    @ParameterizedTest
    @CsvSource({"5, 6, 7, 3", "1, 1, 1, 1", "4, 2, 3, 1", "16, 7, 7, 8"})
    void equalsRepeatingThePixelsAndThenConvolving(long in, long height, long width, int out) {
        Network network =
                Network.of(new NetworkSpec(List.of(in, height, width), 0, List.of(new UpsampleConv2d.Spec(out))));
        Nd4j.getRandom().setSeed(7);
        network.weights().members().forEach(p -> p.value().assign(Nd4j.rand(p.shape())));
        INDArray x = Nd4j.rand(DataType.FLOAT, 2, in, height, width);

        INDArray large = Nd4j.create(DataType.FLOAT, 2, in, 2 * height, 2 * width);
        Ops.call("upsampling2d", Ops.arrays(x), Ops.arrays(large), new long[] {2, 2, 1});
        INDArray expected = Nd4j.create(DataType.FLOAT, 2, out, 2 * height, 2 * width);
        List<Parameter> members = network.weights().members();
        Ops.call(
                "conv2d",
                Ops.arrays(large, members.get(0).value(), members.get(1).value()),
                Ops.arrays(expected),
                new long[] {3, 3, 1, 1, 1, 1, 1, 1, 0, 0, 1});

        INDArray actual = network.forward(x, Pass.inference(Nd4j.empty()));
        assertThat(actual.shape()).isEqualTo(expected.shape());
        assertThat(actual.sub(expected).amaxNumber().doubleValue())
                .isLessThan(1e-5 * expected.amaxNumber().doubleValue());
    }
}
