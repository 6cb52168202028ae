package dev.atelier.generator.layers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** What the parts compute, on numbers that can be followed by hand. */
class PartsTest {

    private static final INDArray NONE = Nd4j.empty();

    @Test
    void layerNormalisationGivesEachExampleMeanZeroAndVarianceOne() {
        float[] y = values(run(List.of(4L), 0, new LayerNorm.Spec(1e-12), rows(new float[][] {{1, 1, 3, 3}}), NONE));
        assertThat(y).containsExactly(new float[] {-1, -1, 1, 1}, within(1e-5f));
    }

    @Test
    void conditionalBatchNormalisationScalesAndShiftsByTheCondition() {
        Network network = network(List.of(1L), 2, new ConditionalBatchNorm.Spec(1e-12));
        // Scales 1 + (1, −1), shifts (0, 5).
        set(network, 0, 1, -1);
        set(network, 1, 0, 5);
        INDArray conditions = rows(new float[][] {{1, 0}, {0, 1}});

        INDArray y = network.forward(rows(new float[][] {{2}, {4}}), Pass.training(conditions));

        assertThat(values(y)).containsExactly(new float[] {-2, 5}, within(1e-5f));
    }

    @Test
    void conditionalBatchNormalisationWithRunningStatisticsLooksAtOneExampleAlone() {
        Network network = network(List.of(1L), 2, new ConditionalBatchNorm.Spec(1e-12));
        set(network, 0, 1, 0);
        network.statistics().members().get(0).value().assign(3);
        network.statistics().members().get(1).value().assign(4);

        INDArray y = network.forward(rows(new float[][] {{7}}), Pass.inference(rows(new float[][] {{1, 0}})));

        assertThat(values(y)).containsExactly(new float[] {4}, within(1e-5f));
    }

    @Test
    void projectionAddsTheProductWithTheConditionsEmbedding() {
        Network network = network(List.of(2L), 2, new Projection.Spec());
        // Weight, bias, embedding.
        set(network, 0, 1, 10);
        set(network, 1, 100);
        set(network, 2, 1, 2, 3, 4);

        INDArray y = network.forward(
                rows(new float[][] {{1, 1}, {1, 2}}), Pass.inference(rows(new float[][] {{1, 0}, {0, 1}})));

        // 1 + 10 + 100 + (1 + 2) and 1 + 20 + 100 + (3 + 8)
        assertThat(values(y)).containsExactly(114, 132);
    }

    @Test
    void embeddingsAreJoinedOrMultiplied() {
        INDArray both = rows(new float[][] {{1, 1}});
        Network joined = network(List.of(1L), 2, new JoinEmbedding.Spec(2));
        set(joined, 0, 1, 2, 3, 4);
        assertThat(values(joined.forward(rows(new float[][] {{9}}), Pass.inference(both))))
                .containsExactly(9, 4, 6);

        Network multiplied = network(List.of(2L), 2, new MultiplyEmbedding.Spec());
        set(multiplied, 0, 1, 2, 3, 4);
        assertThat(values(multiplied.forward(rows(new float[][] {{9, 10}}), Pass.inference(both))))
                .containsExactly(36, 60);
    }

    @Test
    void everyAttributeGoesThroughADenseLayerOfItsOwn() {
        Network network =
                Network.of(new NetworkSpec(List.of(1L), 3, List.of(2, 1), List.of(new JoinAttributes.Spec(1))));
        // Weights [2, 1] and bias of the first attribute, weight and bias of the second.
        set(network, 0, 2, 3);
        set(network, 1, 10);
        set(network, 2, 5);
        set(network, 3, 20);

        INDArray conditions = rows(new float[][] {{1, 0, 0}, {0, 1, 1}});
        INDArray y = network.forward(rows(new float[][] {{7}, {8}}), Pass.inference(conditions));

        assertThat(values(y)).containsExactly(7, 12, 20, 8, 13, 25);
    }

    @Test
    void conditioningAugmentationReplacesNoiseByASampleOfTheConditionsGaussian() {
        Network network = network(List.of(2L), 1, new ConditioningAugmentation.Spec(1, 10));
        // μ = 1·c, s = ln 2·c
        set(network, 0, 1, (float) Math.log(2));
        set(network, 1, 0, 0);
        Pass pass = Pass.inference(rows(new float[][] {{1}, {0}}));

        INDArray y = network.forward(rows(new float[][] {{7, 3}, {8, 3}}), pass);

        assertThat(values(y)).containsExactly(new float[] {7, 1 + 2 * 3, 8, 3}, within(1e-5f));
        // Of the first ½(1 + 4 − 1) − ln 2, of the second 0.
        assertThat(pass.penalty()).isCloseTo(10 * (2 - Math.log(2)) / 2, within(1e-5));
    }

    @Test
    void aFadeGoesFromTheOldWayToTheNew() {
        Network network = network(List.of(1L), 0, new Fade.Spec(List.of(), List.of(new Dense.Spec(1))));
        set(network, 0, 0);
        set(network, 1, 100);
        INDArray x = rows(new float[][] {{4}});

        assertThat(values(network.forward(x, Pass.inference(NONE)))).containsExactly(4);
        network.statistics().members().get(0).value().assign(0.25);
        assertThat(values(network.forward(x, Pass.inference(NONE)))).containsExactly(3 + 25);
    }

    @Test
    void minibatchDeviationIsOneNumberForTheWholeBatch() {
        INDArray y = run(List.of(2L), 0, new MinibatchDeviation.Spec(), rows(new float[][] {{1, 5}, {3, 5}}), NONE);
        // Deviations 1 and 0 (1e-4 by the epsilon), mean .50005.
        assertThat(values(y)).containsExactly(new float[] {1, 5, 0.50005f, 3, 5, 0.50005f}, within(1e-5f));
    }

    @Test
    void picturesAreDoubledHalvedAndSummed() {
        INDArray x = rows(new float[][] {{1, 2, 3, 4}}).reshape('c', 1, 1, 2, 2);
        assertThat(values(run(List.of(1L, 2L, 2L), 0, new Upsample.Spec(), x, NONE)))
                .containsExactly(1, 1, 2, 2, 1, 1, 2, 2, 3, 3, 4, 4, 3, 3, 4, 4);
        assertThat(values(run(List.of(1L, 2L, 2L), 0, new AveragePool.Spec(), x, NONE)))
                .containsExactly(2.5f);
        assertThat(values(run(List.of(1L, 2L, 2L), 0, new SumPool.Spec(), x, NONE)))
                .containsExactly(10);
    }

    @Test
    void branchesAreJoinedInTheirOrder() {
        LayerSpec relu = new Relu.Spec();
        LayerSpec same = new LeakyRelu.Spec(1);
        INDArray y = run(List.of(2L), 0, new Parallel.Spec(List.of(relu, same)), rows(new float[][] {{-1, 2}}), NONE);
        assertThat(values(y)).containsExactly(0, 2, -1, 2);
    }

    @Test
    void whatDoesNotFitIsRefusedWhereItIsBuilt() {
        assertThatThrownBy(() -> network(List.of(1L, 3L, 2L), 0, new AveragePool.Spec()))
                .hasMessageContaining("even height and width, got [1, 3, 2]");
        assertThatThrownBy(() ->
                        network(List.of(1L, 2L, 2L), 0, new Residual.Spec(List.of(new Upsample.Spec()), List.of())))
                .hasMessageContaining("[1, 4, 4]")
                .hasMessageContaining("[1, 2, 2]");
        assertThatThrownBy(() -> network(
                        List.of(1L, 2L, 2L),
                        0,
                        new Parallel.Spec(List.of(new Upsample.Spec(), new AveragePool.Spec()))))
                .hasMessageContaining("more than their channels");
        assertThatThrownBy(() -> network(List.of(2L), 0, new Projection.Spec()))
                .hasMessageContaining("declared without any");
    }

    private static Network network(List<Long> input, int conditionSize, LayerSpec layer) {
        return Network.of(new NetworkSpec(input, conditionSize, List.of(layer)));
    }

    private static INDArray run(List<Long> input, int conditionSize, LayerSpec layer, INDArray x, INDArray conditions) {
        return network(input, conditionSize, layer).forward(x, Pass.inference(conditions));
    }

    private static void set(Network network, int parameter, float... values) {
        INDArray value = network.weights().members().get(parameter).value();
        value.assign(Nd4j.createFromArray(values).reshape('c', value.shape()));
    }

    private static INDArray rows(float[][] values) {
        return Nd4j.createFromArray(values);
    }

    private static float[] values(INDArray array) {
        return array.reshape('c', new long[] {array.length()}).toFloatVector();
    }
}
