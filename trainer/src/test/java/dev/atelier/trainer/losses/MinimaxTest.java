package dev.atelier.trainer.losses;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.function.Function;
import org.junit.jupiter.api.Test;

class MinimaxTest {

    private final Minimax loss = new Minimax(0.1);

    @Test
    void anUndecidedDiscriminatorLosesLnTwo() {
        float[][] undecided = {{0}, {0}};
        assertThat(loss.real(undecided).value()).isCloseTo(Math.log(2), within(1e-12));
        assertThat(loss.generated(undecided).value()).isCloseTo(Math.log(2), within(1e-12));
        assertThat(loss.generator(undecided).value()).isCloseTo(Math.log(2), within(1e-12));
    }

    @Test
    void valuesAreThoseOfTheFormula() {
        // σ(2) = .880797: −.9 ln σ(2) − .1 ln(1 − σ(2)) = .114235 + .212693
        assertThat(loss.real(new float[][] {{2}}).value()).isCloseTo(0.326928, within(1e-6));
        // −ln(1 − σ(2))
        assertThat(loss.generated(new float[][] {{2}}).value()).isCloseTo(2.126928, within(1e-6));
        // −ln σ(2)
        assertThat(loss.generator(new float[][] {{2}}).value()).isCloseTo(0.126928, within(1e-6));
        assertThat(loss.generator(new float[][] {{2}, {0}}).value()).isCloseTo((0.126928 + 0.693147) / 2, within(1e-6));
    }

    @Test
    void gradientsAreThoseOfDifferences() {
        checkGradient(loss::real);
        checkGradient(loss::generated);
        checkGradient(loss::generator);
    }

    @Test
    void withSmoothingRealPicturesPullToNineTenths() {
        float atAim = (float) Math.log(0.9 / 0.1);
        assertThat(loss.real(new float[][] {{atAim}}).gradient()[0][0]).isCloseTo(0, within(1e-6f));
    }

    @Test
    void farLogitsNeitherOverflowNorLoseTheirGradient() {
        assertThat(loss.generated(new float[][] {{1000}}).value()).isEqualTo(1000);
        assertThat(loss.generated(new float[][] {{-1000}}).value()).isZero();
        assertThat(loss.generator(new float[][] {{-1000}}).value()).isEqualTo(1000);
        assertThat(loss.generator(new float[][] {{-1000}}).gradient()[0][0]).isEqualTo(-1);
    }

    @Test
    void smoothingOfOneIsRefused() {
        assertThatThrownBy(() -> new Minimax(1)).hasMessageContaining("smoothing");
    }

    private static void checkGradient(Function<float[][], Loss> loss) {
        float step = 1e-2f;
        for (float logit : new float[] {-3, -0.5f, 0, 0.7f, 4}) {
            double above = loss.apply(new float[][] {{logit + step}, {1}}).value();
            double below = loss.apply(new float[][] {{logit - step}, {1}}).value();
            assertThat((double) loss.apply(new float[][] {{logit}, {1}}).gradient()[0][0])
                    .isCloseTo((above - below) / (2 * step), within(1e-4));
        }
    }
}
