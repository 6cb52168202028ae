package dev.atelier.trainer.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.atelier.trainer.recipes.AugmentationSettings;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

class AugmentationTest {

    private static final long[] SHAPE = {6, 2, 5, 4};

    @Test
    void nothingAskedForChangesNothing() {
        INDArray pictures = Nd4j.rand(DataType.FLOAT, SHAPE);
        Augmentation none = new Augmentation(new AugmentationSettings(0, 0, 0), SHAPE, 1);

        assertThat(none.apply(pictures)).isEqualTo(pictures);
        assertThat(none.backward(pictures)).isEqualTo(pictures);
    }

    @Test
    void brightnessIsOneNumberForAllOfAPicture() {
        INDArray changed = new Augmentation(new AugmentationSettings(0, 0.5, 0), SHAPE, 1).apply(Nd4j.zeros(SHAPE));

        for (int i = 0; i < SHAPE[0]; i++) {
            float first = changed.getFloat(i, 0, 0, 0);
            assertThat(first).isBetween(-0.5f, 0.5f).isNotZero();
            assertThat(changed.slice(i).eq(first).all()).isTrue();
        }
    }

    @Test
    void aSquareOfTheAskedSizeIsCutOut() {
        INDArray changed = new Augmentation(new AugmentationSettings(0, 0, 0.5), SHAPE, 1).apply(Nd4j.ones(SHAPE));

        for (int i = 0; i < SHAPE[0]; i++) {
            assertThat(changed.slice(i).sumNumber().intValue()).isEqualTo(2 * (5 * 4 - 2 * 2));
        }
    }

    @Test
    void pixelsKeepTheirValuesWhenShifted() {
        INDArray pictures = Nd4j.zeros(SHAPE);
        for (int i = 0; i < SHAPE[0]; i++) {
            pictures.putScalar(new int[] {i, 0, 2, 2}, 7);
        }
        INDArray changed = new Augmentation(new AugmentationSettings(0.3, 0, 0), SHAPE, 1).apply(pictures);

        assertThat(changed).isNotEqualTo(pictures);
        assertThat(changed.sumNumber().intValue()).isEqualTo(7 * 6);
    }

    /** For a linear map A, ⟨A x, y⟩ = ⟨x, Aᵀ y⟩; the brightness adds what doesn't depend on x. */
    @Test
    void theWayBackIsTheTransposeOfTheWayForth() {
        INDArray x = Nd4j.rand(DataType.FLOAT, SHAPE);
        INDArray y = Nd4j.rand(DataType.FLOAT, SHAPE);
        Augmentation change = new Augmentation(new AugmentationSettings(0.3, 0.4, 0.5), SHAPE, 8);

        double there = change.apply(x)
                .sub(change.apply(Nd4j.zeros(SHAPE)))
                .mul(y)
                .sumNumber()
                .doubleValue();

        assertThat(there).isCloseTo(x.mul(change.backward(y)).sumNumber().doubleValue(), within(1e-4));
    }
}
