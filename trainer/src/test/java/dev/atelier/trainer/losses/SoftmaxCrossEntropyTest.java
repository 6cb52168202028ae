package dev.atelier.trainer.losses;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class SoftmaxCrossEntropyTest {

    @Test
    void guessingAmongFourLosesLnFour() {
        assertThat(SoftmaxCrossEntropy.of(new float[1][4], new int[] {2}).value())
                .isCloseTo(Math.log(4), within(1e-12));
    }

    @Test
    void valueAndGradientAreThoseOfTheFormula() {
        // softmax(0, ln 3) = (1/4, 3/4)
        float[][] logits = {{0, (float) Math.log(3)}, {0, 0}};
        Loss loss = SoftmaxCrossEntropy.of(logits, new int[] {0, 1});

        assertThat(loss.value()).isCloseTo((Math.log(4) + Math.log(2)) / 2, within(1e-6));
        assertThat(loss.gradient()[0]).containsExactly(new float[] {-0.375f, 0.375f}, within(1e-6f));
        assertThat(loss.gradient()[1]).containsExactly(new float[] {0.25f, -0.25f}, within(1e-6f));
    }

    @Test
    void hugeLogitsStayFinite() {
        Loss loss = SoftmaxCrossEntropy.of(new float[][] {{3000, -3000}}, new int[] {1});

        assertThat(loss.value()).isFinite().isGreaterThan(100);
        assertThat(loss.gradient()[0]).containsExactly(1, -1);
    }
}
