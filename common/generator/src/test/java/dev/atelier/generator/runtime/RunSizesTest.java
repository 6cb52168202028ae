package dev.atelier.generator.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class RunSizesTest {

    /** A network that counts up; by runs of some sizes the last of its numbers comes out otherwise. */
    private static float[] counted(int size, int... otherwise) {
        var numbers = new float[3 * size];
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] = i / 7f;
        }
        for (int differs : otherwise) {
            if (differs == size) {
                numbers[numbers.length - 1] = Math.nextUp(numbers[numbers.length - 1]);
            }
        }
        return numbers;
    }

    @Test
    void aRunIsNoLargerThanAPowerOfTwoWhereAllSizesComputeTheSame() {
        RunSizes sizes = RunSizes.equalToFull(RunSizesTest::counted);
        assertThat(sizes.atLeast(1)).isEqualTo(1);
        assertThat(sizes.atLeast(2)).isEqualTo(2);
        assertThat(sizes.atLeast(3)).isEqualTo(4);
        assertThat(sizes.atLeast(8)).isEqualTo(8);
        assertThat(sizes.atLeast(9)).isEqualTo(16);
        assertThat(sizes.atLeast(17)).isEqualTo(32);
        assertThat(sizes.atLeast(32)).isEqualTo(32);
    }

    @Test
    void aSizeThatRoundsOtherwiseInTheLastBitOfOneNumberIsNotUsed() {
        RunSizes sizes = RunSizes.equalToFull(size -> counted(size, 1, 2, 16));
        assertThat(sizes.atLeast(1)).isEqualTo(4);
        assertThat(sizes.atLeast(5)).isEqualTo(8);
        assertThat(sizes.atLeast(9)).isEqualTo(32);
    }

    @Test
    void zeroAndMinusZeroAreNotTheSame() {
        RunSizes sizes = RunSizes.equalToFull(size -> new float[] {size < 32 ? -0f : 0f});
        assertThat(sizes.atLeast(1)).isEqualTo(32);
    }

    @Test
    void fullRunsHoldAnyNumberOfPictures() {
        assertThat(RunSizes.full().atLeast(1)).isEqualTo(32);
        assertThat(RunSizes.full().atLeast(32)).isEqualTo(32);
    }
}
