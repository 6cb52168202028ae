package dev.atelier.trainer.losses;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class PairwiseDifferenceTest {

    @Test
    void itIsTheMeanDifferenceOfAllPairsOfAGroup() {
        float[][] pictures = {{0, 0}, {1, 0}, {0, 3}, {9, 9}};

        // (1 + 3 + 4) / 2 pixels / 3 pairs
        assertThat(PairwiseDifference.of(pictures, List.of(new int[] {0, 1, 2})).value())
                .isCloseTo(4 / 3.0, within(1e-6));
    }

    @Test
    void groupsCountAsLargeAsTheyAreAndThoseOfOneNot() {
        float[][] pictures = {{0}, {1}, {0}, {4}, {8}, {9}};
        List<int[]> groups = List.of(new int[] {0, 1}, new int[] {2, 3, 4}, new int[] {5});

        assertThat(PairwiseDifference.of(pictures, groups).value())
                .isCloseTo(2 / 5.0 * 1 + 3 / 5.0 * 16 / 3.0, within(1e-6));
    }

    @Test
    void withoutAPairThereIsNothingToLearn() {
        Loss loss = PairwiseDifference.of(new float[][] {{1}, {2}}, List.of(new int[] {0}, new int[] {1}));

        assertThat(loss.value()).isZero();
        assertThat(loss.gradient()).isDeepEqualTo(new float[][] {{0}, {0}});
    }

    @Test
    void theGradientIsThatOfFiniteDifferences() {
        Random random = new Random(3);
        float[][] pictures = new float[6][5];
        for (float[] picture : pictures) {
            for (int p = 0; p < picture.length; p++) {
                picture[p] = random.nextFloat();
            }
        }
        // The first is in two groups.
        List<int[]> groups = List.of(new int[] {0, 1, 2}, new int[] {3, 4}, new int[] {0, 5});
        float[][] gradient = PairwiseDifference.of(pictures, groups).gradient();
        float step = 1e-3f;
        for (int i = 0; i < pictures.length; i++) {
            for (int p = 0; p < pictures[i].length; p++) {
                float there = pictures[i][p];
                pictures[i][p] = there + step;
                double above = PairwiseDifference.of(pictures, groups).value();
                pictures[i][p] = there - step;
                double below = PairwiseDifference.of(pictures, groups).value();
                pictures[i][p] = there;
                assertThat(gradient[i][p]).isCloseTo((float) ((above - below) / (2 * step)), within(1e-4f));
            }
        }
    }
}
