package dev.atelier.generator.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class LatentsTest {

    /** Computed from the definition by another program. */
    private static final float[] FIRST = {1.21297479f, -0.653824329f, -1.77530837f, -1.35029924f};

    private static final float[] SECOND = {0.381344169f, -2.57523704f, 0.936086297f, 0.520790219f};

    /** Recorded once: if these change, every picture ever made can't be made again. */
    @Test
    void theNumbersOfASeedNeverChange() {
        assertThat(latent(42, 0, 4)).containsExactly(FIRST);
        assertThat(latent(42, 1, 4)).containsExactly(SECOND);
    }

    @Test
    void aLongerLatentBeginsLikeAShorterOne() {
        assertThat(latent(7, 3, 62)).startsWith(latent(7, 3, 5));
    }

    @Test
    void neighbouringSeedsAndIndexesHaveNothingInCommon() {
        assertThat(correlation(latent(1, 0, 10_000), latent(2, 0, 10_000))).isCloseTo(0, within(0.05));
        assertThat(correlation(latent(1, 0, 10_000), latent(1, 1, 10_000))).isCloseTo(0, within(0.05));
        assertThat(latent(1, 2, 4)).isNotEqualTo(latent(2, 1, 4));
    }

    @Test
    void theNumbersAreStandardNormal() {
        float[] numbers = latent(5, 5, 100_000);
        double mean = 0;
        double square = 0;
        double beyondTwo = 0;
        for (float number : numbers) {
            mean += number / numbers.length;
            square += number * number / numbers.length;
            beyondTwo += Math.abs(number) > 2 ? 1.0 / numbers.length : 0;
        }
        assertThat(mean).isCloseTo(0, within(0.01));
        assertThat(square).isCloseTo(1, within(0.02));
        assertThat(beyondTwo).isCloseTo(0.0455, within(0.003));
    }

    private static float[] latent(long seed, long index, int size) {
        float[] numbers = new float[size];
        Latents.fill(seed, index, numbers, 0, size);
        return numbers;
    }

    private static double correlation(float[] a, float[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += a[i] * b[i] / a.length;
        }
        return sum;
    }
}
