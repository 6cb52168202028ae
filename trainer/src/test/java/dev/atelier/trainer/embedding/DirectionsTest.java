package dev.atelier.trainer.embedding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class DirectionsTest {
    private static final float[] ROW = {1.5f, -2, 0.5f};
    private static final float[] WEIGHTS = {0.3f, 0.7f, -1.1f};

    /** Σ weight · y, a function of the row. */
    private static double value(float[] row) {
        float[] y = Directions.of(new float[][] {row}, 12).values()[0];
        double sum = 0;
        for (int d = 0; d < y.length; d++) {
            sum += y[d] * WEIGHTS[d];
        }
        return sum;
    }

    @Test
    void rowsGetTheLengthOfTheScale() {
        float[] y = Directions.of(new float[][] {ROW, {0, 0, 0}}, 12).values()[0];

        assertThat(Math.sqrt(y[0] * y[0] + y[1] * y[1] + y[2] * y[2])).isCloseTo(12, within(1e-4));
        assertThat(y[0] / y[1]).isCloseTo(ROW[0] / ROW[1], within(1e-5f));
    }

    @Test
    void theGradientIsThatOfFiniteDifferences() {
        float[] gradient = Directions.of(new float[][] {ROW}, 12).backward(new float[][] {WEIGHTS})[0];

        float step = 1e-2f;
        for (int d = 0; d < ROW.length; d++) {
            float[] more = ROW.clone();
            float[] less = ROW.clone();
            more[d] += step;
            less[d] -= step;
            assertThat((value(more) - value(less)) / (2 * step)).isCloseTo(gradient[d], within(1e-2));
        }
    }
}
