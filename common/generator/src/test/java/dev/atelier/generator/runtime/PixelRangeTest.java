package dev.atelier.generator.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PixelRangeTest {
    @Test
    void theEndsOfEachRangeAreBlackAndWhite() {
        assertThat(PixelRange.UNIT.pixel(0)).isEqualTo((byte) 0);
        assertThat(PixelRange.UNIT.pixel(1)).isEqualTo((byte) 255);
        assertThat(PixelRange.SIGNED.pixel(-1)).isEqualTo((byte) 0);
        assertThat(PixelRange.SIGNED.pixel(1)).isEqualTo((byte) 255);
    }

    @Test
    void halvesGoUpAndWhatIsBelowThemDown() {
        float half = 128.5f / 255;
        assertThat(half * 255).isEqualTo(128.5f);
        assertThat(PixelRange.UNIT.pixel(half)).isEqualTo((byte) 129);
        assertThat(PixelRange.UNIT.pixel(Math.nextDown(half))).isEqualTo((byte) 128);
    }

    @Test
    void everyPixelIsTheNearestWithinReach() {
        for (int step = -20_000; step <= 20_000; step++) {
            float value = step / 10_000f;
            assertThat(PixelRange.UNIT.pixel(value)).isEqualTo(nearest(value));
            assertThat(PixelRange.SIGNED.pixel(value)).isEqualTo(nearest(value * 0.5f + 0.5f));
        }
    }

    private static byte nearest(float unit) {
        return (byte) Math.max(0, Math.min(255, Math.round(unit * 255)));
    }
}
