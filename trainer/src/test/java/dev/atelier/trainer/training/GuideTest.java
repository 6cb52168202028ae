package dev.atelier.trainer.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.atelier.trainer.losses.Hinge;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

class GuideTest {

    private static final double WEIGHT = 30;

    @Test
    void itsPullIsTheWeightedGradientOfTheCrossEntropyThroughTheAugmentation() {
        Guide guide = new Guide(TinyGan.guided(new Hinge(), WEIGHT).guidance().orElseThrow(), TinyGan.SCHEMA, 5);
        Batch batch = new Batches(TinyGan.examples(16), 8, 1).at(0);
        INDArray pictures = Nd4j.rand(8, 1, 4, 4);
        INDArray gradient = guide.pull(pictures, batch, 7).atPictures();
        double[] measured = new double[(int) pictures.length()];
        float[] values = pictures.dup().data().asFloat();

        for (int i = 0; i < measured.length; i++) {
            measured[i] = WEIGHT
                    * (valueWith(guide, batch, values, i, 0.05f) - valueWith(guide, batch, values, i, -0.05f))
                    / 0.1;
        }

        assertThat(Arrays.stream(measured).anyMatch(slope -> Math.abs(slope) > 0.01))
                .isTrue();
        for (int i = 0; i < measured.length; i++) {
            assertThat((double) gradient.data().getFloat(i)).isCloseTo(measured[i], within(5e-3));
        }
    }

    private static double valueWith(Guide guide, Batch batch, float[] values, int index, float change) {
        float[] changed = values.clone();
        changed[index] += change;
        return guide.pull(Nd4j.create(changed, new long[] {8, 1, 4, 4}, 'c'), batch, 7)
                .value();
    }
}
