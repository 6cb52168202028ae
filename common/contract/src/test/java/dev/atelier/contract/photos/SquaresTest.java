package dev.atelier.contract.photos;

import static org.assertj.core.api.Assertions.assertThat;

import dev.atelier.contract.images.Picture;
import org.junit.jupiter.api.Test;

class SquaresTest {

    /** A black bar over the middle third of a light ground, 30 wide and 60 high. */
    private static Picture bar(int ground) {
        byte[] pixels = new byte[30 * 60];
        for (int i = 0; i < pixels.length; i++) {
            int x = i % 30;
            pixels[i] = (byte) (x >= 10 && x < 20 ? 0 : ground);
        }
        return new Picture(30, 60, 1, pixels);
    }

    @Test
    void paddingContinuesThePicturesOwnGround() {
        Picture square = Squares.PAD.square(bar(200), 60);

        assertThat(square.width()).isEqualTo(60);
        assertThat(at(square, 2, 30)).isEqualTo(200);
        assertThat(at(square, 58, 2)).isEqualTo(200);
        assertThat(at(square, 30, 30)).isZero();
        assertThat(at(square, 22, 30)).as("the bar keeps its width").isEqualTo(200);
    }

    @Test
    void whereTheEdgesHaveNoCommonColourPaddingIsWhite() {
        byte[] pixels = new byte[30 * 60];
        for (int i = 0; i < pixels.length; i++) {
            pixels[i] = (byte) (i / 30 * 4);
        }

        Picture square = Squares.PAD.square(new Picture(30, 60, 1, pixels), 60);

        assertThat(at(square, 1, 30)).isEqualTo(255);
    }

    @Test
    void stretchingFillsTheSquare() {
        Picture square = Squares.STRETCH.square(bar(200), 60);

        assertThat(at(square, 22, 30)).as("the bar doubles its width").isZero();
        assertThat(at(square, 2, 30)).isEqualTo(200);
    }

    @Test
    void aFinePatternBecomesItsMean() {
        byte[] pixels = new byte[64 * 64];
        for (int i = 0; i < pixels.length; i++) {
            pixels[i] = (byte) ((i % 64 + i / 64) % 2 * 200);
        }

        Picture small = Squares.STRETCH.square(new Picture(64, 64, 1, pixels), 8);

        for (int i = 0; i < 64; i++) {
            assertThat(small.pixels()[i] & 0xFF).isBetween(98, 102);
        }
    }

    @Test
    void onePlainColourStaysThatColourAtAnySize() {
        byte[] pixels = new byte[7 * 5 * 3];
        java.util.Arrays.fill(pixels, (byte) 77);

        assertThat(Squares.STRETCH.square(new Picture(7, 5, 3, pixels), 16).pixels())
                .containsOnly(77);
    }

    private static int at(Picture picture, int x, int y) {
        return picture.pixels()[y * picture.width() + x] & 0xFF;
    }
}
