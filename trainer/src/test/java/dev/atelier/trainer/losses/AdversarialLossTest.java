package dev.atelier.trainer.losses;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.function.Function;
import org.junit.jupiter.api.Test;

class AdversarialLossTest {

    @Test
    void hingeCountsOnlyWhatIsWithinTheMargin() {
        Hinge hinge = new Hinge();
        assertThat(hinge.real(logits(0.25f, 3)).value()).isEqualTo(0.75 / 2);
        assertThat(hinge.generated(logits(0.25f, -3)).value()).isEqualTo(1.25 / 2);
        assertThat(hinge.generator(logits(0.25f, -3)).value()).isEqualTo(2.75 / 2);
        checkGradients(hinge);
    }

    @Test
    void leastSquaresPullToOneAndZero() {
        LeastSquares squares = new LeastSquares();
        assertThat(squares.real(logits(3, 1)).value()).isEqualTo(1);
        assertThat(squares.generated(logits(3, 1)).value()).isEqualTo(2.5);
        assertThat(squares.generator(logits(3, 1)).value()).isEqualTo(1);
        checkGradients(squares);
    }

    @Test
    void threePartLeastSquaresPullToOneMinusOneAndZero() {
        ThreePartLeastSquares squares = new ThreePartLeastSquares();
        assertThat(squares.real(logits(3, 1)).value()).isEqualTo(2);
        assertThat(squares.generated(logits(3, -1)).value()).isEqualTo(8);
        assertThat(squares.generator(logits(3, -1)).value()).isEqualTo(5);
        assertThat(squares.judgesMismatches()).isTrue();
        checkGradients(squares);
    }

    @Test
    void furtherOutputsGetNoGradientOfTheFirstOnesLoss() {
        Loss loss = new Hinge().real(new float[][] {{0, 5, 6}});
        assertThat(loss.gradient()).isDeepEqualTo(new float[][] {{-1, 0, 0}});
    }

    @Test
    void aWeightedLossIsAddedFromItsColumnOn() {
        Loss sum = new Loss(1, new float[][] {{1, 2, 3}}).plus(0.5, new Loss(4, new float[][] {{10, 20}}), 1);
        assertThat(sum.value()).isEqualTo(3);
        assertThat(sum.gradient()).isDeepEqualTo(new float[][] {{1, 7, 13}});
    }

    private static float[][] logits(float... values) {
        float[][] logits = new float[values.length][1];
        for (int i = 0; i < values.length; i++) {
            logits[i][0] = values[i];
        }
        return logits;
    }

    private static void checkGradients(AdversarialLoss loss) {
        checkGradient(loss::real);
        checkGradient(loss::generated);
        checkGradient(loss::generator);
    }

    private static void checkGradient(Function<float[][], Loss> loss) {
        float step = 1f / 128;
        for (float logit : new float[] {-3, -0.5f, 0, 0.75f, 4}) {
            double above = loss.apply(logits(logit + step, 1)).value();
            double below = loss.apply(logits(logit - step, 1)).value();
            assertThat((double) loss.apply(logits(logit, 1)).gradient()[0][0])
                    .isCloseTo((above - below) / (2 * step), within(1e-4));
        }
    }
}
