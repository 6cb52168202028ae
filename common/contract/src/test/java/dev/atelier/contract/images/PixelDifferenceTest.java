package dev.atelier.contract.images;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class PixelDifferenceTest {

    private static Picture grey(int... values) {
        byte[] pixels = new byte[values.length];
        for (int i = 0; i < values.length; i++) {
            pixels[i] = (byte) values[i];
        }
        return new Picture(values.length, 1, 1, pixels);
    }

    @Test
    void valuesThatDifferAreCountedAndTheLargestDifferenceIsThatOfBrightness() {
        assertThat(PixelDifference.of(grey(0, 7, 255, 100), grey(255, 7, 250, 100)))
                .isEqualTo(new PixelDifference(2, 255));
    }

    @Test
    void equalPicturesDoNotDiffer() {
        assertThat(PixelDifference.of(grey(1, 2), grey(1, 2))).isEqualTo(new PixelDifference(0, 0));
    }

    @Test
    void picturesOfTwoSizesHaveNoDifference() {
        Picture upright = new Picture(1, 2, 1, new byte[2]);
        assertThat(PixelDifference.isOfOneSize(upright, grey(0, 0))).isFalse();
        assertThatThrownBy(() -> PixelDifference.of(upright, grey(0, 0))).hasMessageContaining("two sizes");
    }
}
