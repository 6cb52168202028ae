package dev.atelier.generator.weights;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class HalfFloatTest {

    @Test
    void everyHalfComesBackFromItsFloat() {
        for (int bits = 0; bits <= 0xFFFF; bits++) {
            float value = HalfFloat.toFloat((short) bits);
            if (!Float.isNaN(value)) {
                assertThat(HalfFloat.of(value) & 0xFFFF)
                        .as("half 0x%04x = %s", bits, value)
                        .isEqualTo(bits);
            }
        }
    }

    @Test
    void knownValuesAreRight() {
        assertThat(HalfFloat.toFloat((short) 0x3C00)).isEqualTo(1);
        assertThat(HalfFloat.toFloat((short) 0xC000)).isEqualTo(-2);
        assertThat(HalfFloat.toFloat((short) 0x7BFF)).isEqualTo(65504);
        assertThat(HalfFloat.toFloat((short) 0x0001)).isEqualTo(0x1.0p-24f);
        assertThat(HalfFloat.toFloat((short) 0x0400)).isEqualTo(0x1.0p-14f);
        assertThat(HalfFloat.toFloat((short) 0xFC00)).isEqualTo(Float.NEGATIVE_INFINITY);
        assertThat(HalfFloat.of(0.1f)).isEqualTo((short) 0x2E66);
    }

    @Test
    void halfwayGoesToTheEvenNeighbour() {
        float step = 0x1.0p-10f;
        assertThat(HalfFloat.toFloat(HalfFloat.of(1 + step / 2))).isEqualTo(1);
        assertThat(HalfFloat.toFloat(HalfFloat.of(1 + 3 * step / 2))).isEqualTo(1 + 2 * step);
        assertThat(HalfFloat.toFloat(HalfFloat.of(Math.nextUp(1 + step / 2)))).isEqualTo(1 + step);
        assertThat(HalfFloat.of(0x1.0p-25f)).isZero();
        assertThat(HalfFloat.of(0x1.8p-24f)).isEqualTo((short) 2);
    }

    @Test
    void theNearestHalfIsTakenForEverySizeOfNumber() {
        java.util.Random random = new java.util.Random(3);
        for (int i = 0; i < 100_000; i++) {
            float value = (float) (random.nextGaussian() * Math.pow(2, random.nextInt(40) - 26));
            if (Math.abs(value) >= 65504) {
                continue;
            }
            short half = HalfFloat.of(value);
            float error = Math.abs(HalfFloat.toFloat(half) - value);
            for (int neighbour : new int[] {half - 1, half + 1}) {
                float other = HalfFloat.toFloat((short) neighbour);
                if (!Float.isNaN(other)) {
                    assertThat(error).isLessThanOrEqualTo(Math.abs(other - value));
                }
            }
        }
    }

    @Test
    void beyondTheLargestIsInfinityAndNotANumberStaysOne() {
        assertThat(HalfFloat.of(65519)).isEqualTo((short) 0x7BFF);
        assertThat(HalfFloat.of(65520)).isEqualTo((short) 0x7C00);
        assertThat(HalfFloat.of(-1e30f)).isEqualTo((short) 0xFC00);
        assertThat(HalfFloat.toFloat(HalfFloat.of(Float.NaN))).isNaN();
    }
}
