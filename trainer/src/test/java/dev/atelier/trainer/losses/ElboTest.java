package dev.atelier.trainer.losses;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.function.ToDoubleFunction;
import org.junit.jupiter.api.Test;

class ElboTest {

    /** softplus of it is 1. */
    private static final float UNIT = (float) Math.log(Math.E - 1);

    @Test
    void reconstructionIsTheCrossEntropySummedOverPixels() {
        Loss loss = Elbo.reconstruction(new float[][] {{0.5f, 0.25f}}, new float[][] {{1, 0}});
        // −ln .5 − ln .75
        assertThat(loss.value()).isCloseTo(0.693147 + 0.287682, within(1e-6));
        // (p − x) / (p (1 − p))
        assertThat(loss.gradient()[0]).containsExactly(new float[] {-2, 4 / 3f}, within(1e-5f));
    }

    @Test
    void reconstructionStaysFiniteWhereAProbabilityWasRoundedAway() {
        Loss loss = Elbo.reconstruction(new float[][] {{0, 1}}, new float[][] {{1, 0}});
        assertThat(loss.value()).isBetween(27.0, 28.5);
        assertThat(loss.gradient()[0][0]).isFinite().isLessThan(-1e5f);
    }

    @Test
    void thePriorItselfHasNoDivergence() {
        Loss loss = Elbo.divergence(new float[][] {{0, 0, UNIT, UNIT}});
        assertThat(loss.value()).isCloseTo(0, within(1e-6));
        assertThat(loss.gradient()[0]).containsExactly(new float[4], within(1e-6f));
    }

    @Test
    void divergenceIsThatOfTheClosedForm() {
        // μ = 2, σ = softplus(3) = 3.048587: ½(4 + 9.293884 − 1) − ln 3.048587
        assertThat(Elbo.divergence(new float[][] {{2, 3}}).value()).isCloseTo(5.032260, within(1e-5));
    }

    @Test
    void gradientsAreThoseOfDifferences() {
        float[][] encoded = {{0.5f, -1, 0.25f, -2}, {1, 0, 2, -0.5f}};
        check(encoded, e -> Elbo.divergence(e).value(), Elbo.divergence(encoded).gradient());

        float[][] noise = {{0.5f, -1}, {2, 0.25f}};
        float[][] weights = {{1, -2}, {3, 0.5f}};
        check(
                encoded,
                e -> sumOfProducts(Elbo.latents(e, noise), weights),
                Elbo.throughLatents(encoded, noise, weights));
    }

    private static double sumOfProducts(float[][] a, float[][] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            for (int j = 0; j < a[i].length; j++) {
                sum += a[i][j] * b[i][j];
            }
        }
        return sum;
    }

    private static void check(float[][] at, ToDoubleFunction<float[][]> function, float[][] gradient) {
        float step = 1f / 256;
        for (int i = 0; i < at.length; i++) {
            for (int j = 0; j < at[i].length; j++) {
                float value = at[i][j];
                at[i][j] = value + step;
                double above = function.applyAsDouble(at);
                at[i][j] = value - step;
                double below = function.applyAsDouble(at);
                at[i][j] = value;
                assertThat((double) gradient[i][j]).isCloseTo((above - below) / (2 * step), within(2e-4));
            }
        }
    }
}
