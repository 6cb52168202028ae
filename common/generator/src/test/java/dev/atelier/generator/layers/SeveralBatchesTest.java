package dev.atelier.generator.layers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** Two batches in one pass must do what they do in passes of their own. */
class SeveralBatchesTest {

    private static final int BATCH = 3;

    @Test
    void batchNormTakesTheStatisticsOfEachBatch() {
        check(new BatchNorm.Spec());
    }

    @Test
    void conditionalBatchNormAlsoTakesEachBatchsConditions() {
        check(new ConditionalBatchNorm.Spec());
    }

    @Test
    void minibatchDeviationMeasuresEachBatch() {
        check(new MinibatchDeviation.Spec());
    }

    @Test
    void conditioningAugmentationIsPenalisedByTheMeanOfEachBatch() {
        check(new NetworkSpec(
                List.of(5L), 2, List.of(new ConditioningAugmentation.Spec(3, 0.7), new LeakyRelu.Spec(0.2))));
    }

    private static void check(LayerSpec layer) {
        check(new NetworkSpec(
                List.of(1L, 4L, 5L),
                2,
                List.of(new JoinConditionChannel.Spec(), Conv2d.Spec.same(3, 3), layer, new LeakyRelu.Spec(0.2))));
    }

    private static void check(NetworkSpec spec) {
        Nd4j.getRandom().setSeed(1);
        long[] shape = new long[1 + spec.input().size()];
        shape[0] = 2 * BATCH;
        for (int i = 1; i < shape.length; i++) {
            shape[i] = spec.input().get(i - 1);
        }
        INDArray x = Nd4j.randn(DataType.DOUBLE, shape);
        INDArray conditions = Nd4j.rand(DataType.DOUBLE, 2 * BATCH, 2);
        try (Network apart = network(spec);
                Network together = network(spec)) {
            Pass pass = Pass.training(conditions, 2);
            INDArray y = together.forward(x, pass);
            INDArray dy = Nd4j.randn(DataType.DOUBLE, y.shape());
            INDArray dx = together.backward(dy, pass);
            double penalty = 0;
            for (int i = 0; i < 2; i++) {
                Pass own = Pass.training(Ops.part(conditions, i, 2).dup('c'));
                equal(apart.forward(Ops.part(x, i, 2).dup('c'), own), Ops.part(y, i, 2));
                penalty += own.penalty();
                equal(apart.backward(Ops.part(dy, i, 2).dup('c'), own), Ops.part(dx, i, 2));
            }
            assertThat(pass.penalty()).isCloseTo(penalty, within(1e-10));
            equal(apart.weights().flatGradient(), together.weights().flatGradient());
            if (!apart.statistics().members().isEmpty()) {
                equal(apart.statistics().flat(), together.statistics().flat());
            }
        }
    }

    private static Network network(NetworkSpec spec) {
        Network network = Network.of(spec, DataType.DOUBLE);
        network.allocateGradients();
        network.initialise(1);
        return network;
    }

    private static void equal(INDArray actual, INDArray expected) {
        assertThat(actual.shape()).isEqualTo(expected.shape());
        assertThat(actual.sub(expected).amaxNumber().doubleValue()).isCloseTo(0, within(1e-10));
    }
}
