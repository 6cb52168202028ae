package dev.atelier.trainer.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.apache.commons.math3.linear.MatrixUtils;
import org.apache.commons.math3.linear.RealMatrix;
import org.junit.jupiter.api.Test;

/** The statistics against values computed by hand and closed forms. */
class ScoresTest {

    @Test
    void sureAndEvenlySpreadAnswersReachTheLogarithmOfTheClasses() {
        float[][] p = new float[20][2];
        for (int i = 0; i < p.length; i++) {
            // Each group of four holds two of each class.
            p[i][i % 2] = 1;
        }
        InceptionScore score = InceptionScore.of(p);
        assertThat(score.mean()).isEqualTo(Math.log(2), within(1e-9));
        assertThat(score.deviation()).isEqualTo(0, within(1e-9));
    }

    @Test
    void everyGroupHoldsAllClassesThatComeInTurn() {
        float[][] p = new float[100][10];
        for (int i = 0; i < p.length; i++) {
            p[i][i % 10] = 1;
        }
        assertThat(InceptionScore.of(p).mean()).isEqualTo(Math.log(10), within(1e-6));
    }

    @Test
    void groupsHaveTheirOwnMarginals() {
        // Group 0 is (.9, .1) and (.1, .9): ln 2 − H(.9); the other groups agree among themselves: 0.
        float[][] p = new float[10][];
        for (int i = 0; i < 10; i++) {
            p[i] = i < 2 ? (i == 0 ? new float[] {.9f, .1f} : new float[] {.1f, .9f}) : new float[] {.5f, .5f};
        }
        double one = Math.log(2) + .9 * Math.log(.9) + .1 * Math.log(.1);
        InceptionScore score = InceptionScore.of(p);
        assertThat(score.mean()).isEqualTo(one / 5, within(1e-6));
        assertThat(score.deviation()).isEqualTo(one * .4, within(1e-6));
        assertThatThrownBy(() -> InceptionScore.of(new float[4][2])).hasMessageContaining("at least 5 pictures");
    }

    @Test
    void theDistanceOfDiagonalGaussiansIsThatOfTheirMeansAndDeviations() {
        RealMatrix first = MatrixUtils.createRealDiagonalMatrix(new double[] {1, 4, 0});
        RealMatrix second = MatrixUtils.createRealDiagonalMatrix(new double[] {9, 1, 4});
        double[] mean1 = {0, 1, 2};
        double[] mean2 = {2, 1, 3};

        // 4 + 0 + 1, and (1 − 3)² + (2 − 1)² + (0 − 2)².
        assertThat(FrechetDistance.of(mean1, first, mean2, second)).isEqualTo(14, within(1e-9));
        assertThat(FrechetDistance.of(mean1, first, mean1, first)).isEqualTo(0, within(1e-9));
    }

    @Test
    void theDistanceDoesNotChangeWhenBothGaussiansAreRotated() {
        double c = Math.cos(.7);
        double s = Math.sin(.7);
        RealMatrix turn = MatrixUtils.createRealMatrix(new double[][] {{c, -s}, {s, c}});
        RealMatrix first = turned(turn, 1, 16);
        RealMatrix second = turned(turn, 25, 4);

        assertThat(FrechetDistance.of(new double[2], first, new double[2], second))
                .isEqualTo(16 + 4, within(1e-9));
        // Covariances that don't commute: Tr √(AB) of 2×2 is √(Tr AB + 2 √det AB), AB = diag(1, 4) · [[5, 3], [3, 5]] /
        // 2.
        RealMatrix a = MatrixUtils.createRealDiagonalMatrix(new double[] {1, 4});
        RealMatrix b = MatrixUtils.createRealMatrix(new double[][] {{2.5, 1.5}, {1.5, 2.5}});
        assertThat(FrechetDistance.of(new double[2], a, new double[2], b))
                .isEqualTo(5 + 5 - 2 * Math.sqrt(12.5 + 2 * Math.sqrt(16)), within(1e-9));
    }

    private static RealMatrix turned(RealMatrix turn, double... variances) {
        return turn.multiply(MatrixUtils.createRealDiagonalMatrix(variances)).multiply(turn.transpose());
    }

    @Test
    void shiftedSamplesAreAsFarApartAsTheShift() {
        Random random = new Random(1);
        float[][] first = new float[500][4];
        float[][] second = new float[500][4];
        for (int i = 0; i < first.length; i++) {
            for (int j = 0; j < 4; j++) {
                first[i][j] = (float) random.nextGaussian();
                second[i][j] = first[i][j] + (j == 2 ? 3 : 0);
            }
        }
        assertThat(FrechetDistance.of(first, second)).isEqualTo(9, within(1e-3));
        assertThatThrownBy(() -> FrechetDistance.of(new float[1][4], second)).hasMessageContaining("at least 2");
    }

    @Test
    void similarityIsTheMeanCosineOfPairsWithinAClass() {
        float[][] features = {{1, 0}, {0, 2}, {3, 3}, {0, 1}, {0, 5}};
        // Class 0: cosines 0, √½, √½; class 1: 1.
        assertThat(ClassSimilarity.of(features, new int[] {0, 0, 0, 1, 1}, 3))
                .isEqualTo((2 * Math.sqrt(.5) / 3 + 1) / 2, within(1e-7));
    }

    @Test
    void distancesInBlocksAreThoseOnePairAtATime() {
        Random random = new Random(2);
        float[][] from = random(random, 300);
        float[][] to = random(random, 40);
        int[] rows = {0};
        Distances.each(from, to, (i, squared) -> {
            rows[0]++;
            for (int j = 0; j < to.length; j++) {
                double expected = 0;
                for (int k = 0; k < 5; k++) {
                    expected += Math.pow(from[i][k] - to[j][k], 2);
                }
                assertThat((double) squared[j]).isEqualTo(expected, within(1e-4));
            }
        });
        assertThat(rows[0]).isEqualTo(300);
    }

    private static float[][] random(Random random, int count) {
        float[][] values = new float[count][5];
        for (float[] row : values) {
            for (int i = 0; i < 5; i++) {
                row[i] = random.nextFloat();
            }
        }
        return values;
    }

    @Test
    void ballsOnALineCoverWhatLiesWithinThem() {
        float[][] real = {{0}, {1}, {2}, {3}, {4}, {5}, {6}, {7}};
        float[][] same = {{0}, {1}, {2}, {3}, {4}, {5}, {6}, {7}};
        Manifolds equal = Manifolds.of(real, same);
        assertThat(equal.precision()).isEqualTo(1);
        assertThat(equal.recall()).isEqualTo(1);
        assertThat(equal.coverage()).isEqualTo(1);

        // All generated at one end: radii 0 among themselves. Fifth neighbours of 0 to 7 are 5, 4, 3, 3, 3, 3, 4, 5
        // away,
        // so the balls of 0, 1, 2 and 3 hold 0: four of eight balls, each with all six.
        Manifolds collapsed = Manifolds.of(real, new float[6][1]);
        assertThat(collapsed.precision()).isEqualTo(1);
        assertThat(collapsed.recall()).isEqualTo(1.0 / 8);
        assertThat(collapsed.coverage()).isEqualTo(4.0 / 8);
        assertThat(collapsed.density()).isEqualTo(4.0 / 5);

        float[][] far = {{100}, {101}, {102}, {103}};
        assertThat(Manifolds.of(real, far)).isEqualTo(new Manifolds(0, 0, 0, 0));
        assertThatThrownBy(() -> Manifolds.of(real, new float[3][1])).hasMessageContaining("more than 3 pictures");
    }
}
