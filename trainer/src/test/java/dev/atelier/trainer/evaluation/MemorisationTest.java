package dev.atelier.trainer.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.atelier.trainer.evaluation.Memorisation.Pair;
import org.junit.jupiter.api.Test;

class MemorisationTest {

    private static final float[][] TRAINING = {{0}, {10}, {20}};

    @Test
    void distancesOnALineAreThoseToTheNearestPoint() {
        // Held-out pictures are 2, 3, 4 and 4 away; the first and the third set the threshold, 2.
        Memorisation memory =
                Memorisation.of(new float[][] {{1}, {10}, {25}}, new float[][] {{2}, {13}, {24}, {6}}, TRAINING);

        assertThat(memory.closest()).containsExactly(new Pair(1, 1, 0), new Pair(0, 0, 1), new Pair(2, 2, 5));
        assertThat(memory.median()).isEqualTo(1);
        assertThat(memory.realMedian()).isEqualTo(4);
        assertThat(memory.closer()).isEqualTo(2 / 3.0);
        assertThat(memory.realCloser()).isZero();
    }

    @Test
    void theRealShareIsMeasuredOnPicturesThatDidNotSetTheThreshold() {
        float[][] heldOut = {{5}, {1}, {5}, {15}};

        assertThat(Memorisation.of(new float[1][1], heldOut, TRAINING).realCloser())
                .isEqualTo(.5);
    }

    @Test
    void copiesAreAllVeryClose() {
        Memorisation memory = Memorisation.of(TRAINING, new float[][] {{2}, {13}}, TRAINING);

        assertThat(memory.median()).isZero();
        assertThat(memory.closer()).isEqualTo(1);
    }

    @Test
    void itNeedsPicturesOfAllKinds() {
        assertThatThrownBy(() -> Memorisation.of(TRAINING, new float[1][1], TRAINING))
                .hasMessageContaining("two held-out ones, not 3, 3 and 1");
    }
}
