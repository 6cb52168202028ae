package dev.atelier.generator.layers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

class SpectralNormTest {

    private static final NetworkSpec SPEC =
            new NetworkSpec(List.of(2L), 0, List.of(new SpectralNorm.Spec(new Dense.Spec(2))));

    @Test
    void aMatrixIsDividedByItsLargestSingularValueOnceTheIterationHasFoundIt() {
        Network network = Network.of(SPEC);
        // Singular values 3 and 1.
        weight(network).assign(Nd4j.createFromArray(new float[][] {{0, 3}, {1, 0}}));
        INDArray x = Nd4j.createFromArray(new float[][] {{1, 0}, {0, 1}});
        for (int i = 0; i < 30; i++) {
            network.forward(x, Pass.training(Nd4j.empty()));
        }

        float[][] y = network.forward(x, Pass.inference(Nd4j.empty())).toFloatMatrix();

        assertThat(y[0][1]).isCloseTo(1, within(1e-6f));
        assertThat(y[1][0]).isCloseTo(1 / 3f, within(1e-6f));
    }

    @Test
    void onlyTrainingMovesTheSingularVector() {
        Network network = Network.trainable(SPEC, 3);
        INDArray before = network.statistics().flat().dup();
        INDArray x = Nd4j.createFromArray(new float[][] {{1, 2}});

        network.forward(x, Pass.inference(Nd4j.empty()));
        network.forward(x, Pass.frozen(Nd4j.empty()));
        assertThat(network.statistics().flat()).isEqualTo(before);

        network.forward(x, Pass.training(Nd4j.empty()));
        assertThat(network.statistics().flat()).isNotEqualTo(before);
    }

    @Test
    void twoOpenPassesGoBackEachWithItsOwnWeight() {
        Network network = Network.trainable(SPEC, 3);
        INDArray x = Nd4j.createFromArray(new float[][] {{1, 2}});
        INDArray dy = Nd4j.createFromArray(new float[][] {{1, -1}});
        Pass first = Pass.training(Nd4j.empty());
        network.forward(x, first);
        INDArray alone = network.backward(dy, first).dup();
        network.initialise(3);

        Pass again = Pass.training(Nd4j.empty());
        network.forward(x, again);
        network.forward(x, Pass.training(Nd4j.empty()));

        assertThat(network.backward(dy, again)).isEqualTo(alone);
    }

    @Test
    void aLayerWithoutAMatrixIsRefused() {
        assertThatThrownBy(() ->
                        Network.of(new NetworkSpec(List.of(2L), 0, List.of(new SpectralNorm.Spec(new Relu.Spec())))))
                .hasMessageContaining("no weight matrix");
    }

    private static INDArray weight(Network network) {
        return network.weights().members().get(0).value();
    }
}
