package dev.atelier.generator.layers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

class BatchNormTest {

    private static final INDArray NONE = Nd4j.empty();

    private final Network network = Network.of(new NetworkSpec(List.of(1L), 0, List.of(new BatchNorm.Spec(1e-5))));

    @Test
    void trainingNormalisesByTheBatchAndMovesTheRunningStatisticsATenthOfTheWay() {
        INDArray y = network.forward(column(1, 3, 5, 7), Pass.training(NONE));

        // Mean 4, variance 5.
        double deviation = Math.sqrt(5 + 1e-5);
        assertThat(y.getDouble(0)).isCloseTo(-3 / deviation, within(1e-6));
        assertThat(y.getDouble(3)).isCloseTo(3 / deviation, within(1e-6));
        assertThat(mean()).isCloseTo(0.4, within(1e-6));
        assertThat(variance()).isCloseTo(0.9 + 0.5, within(1e-6));
    }

    @Test
    void inferenceUsesTheRunningStatisticsSoMatesDoNotMatter() {
        network.forward(column(1, 3, 5, 7), Pass.measuring(NONE, 1));

        INDArray alone = network.forward(column(6), Pass.inference(NONE));
        INDArray withMates = network.forward(column(6, 100, -50), Pass.inference(NONE));

        assertThat(alone.getDouble(0)).isCloseTo(2 / Math.sqrt(5 + 1e-5), within(1e-6));
        assertThat(withMates.getFloat(0)).isEqualTo(alone.getFloat(0));
    }

    @Test
    void measuringWithFallingSharesLeavesThePlainMeanOfTheBatches() {
        network.forward(column(0, 2), Pass.measuring(NONE, 1));
        network.forward(column(4, 6), Pass.measuring(NONE, 1 / 2.0));
        network.forward(column(7, 13), Pass.measuring(NONE, 1 / 3.0));

        assertThat(mean()).isCloseTo((1 + 5 + 10) / 3.0, within(1e-5));
        assertThat(variance()).isCloseTo((1 + 1 + 9) / 3.0, within(1e-5));
    }

    @Test
    void aFrozenPassLeavesTheRunningStatistics() {
        network.forward(column(1, 3, 5, 7), Pass.frozen(NONE));

        assertThat(mean()).isZero();
        assertThat(variance()).isEqualTo(1);
    }

    private double mean() {
        return network.statistics().members().get(0).value().getDouble(0);
    }

    private double variance() {
        return network.statistics().members().get(1).value().getDouble(0);
    }

    private static INDArray column(float... values) {
        return Nd4j.create(values, new long[] {values.length, 1}, 'c');
    }
}
