package dev.atelier.trainer.datasets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.atelier.contract.artefact.PictureFormat;
import org.junit.jupiter.api.Test;

class SmallerPicturesTest {

    /** Of three channels and 2×2. */
    private static final byte[] PIXELS = {0, 1, 2, 3, 10, 20, 30, 40, (byte) 255, (byte) 255, (byte) 254, (byte) 255};

    @Test
    void eachPixelIsTheMeanOfASquareOfEachChannel() {
        Pictures small = new SmallerPictures(new HeapPictures(new PictureFormat(2, 2, 3), PIXELS), 1);

        assertThat(small.format()).isEqualTo(new PictureFormat(1, 1, 3));
        assertThat(small.count()).isEqualTo(1);
        assertThat(read(small, 0)).containsExactly(2, 25, 255);
    }

    @Test
    void rowsAndColumnsStayWhereTheyWere() {
        byte[] pixels = new byte[16];
        for (int i = 0; i < 16; i++) {
            pixels[i] = (byte) (i / 8 * 100 + i % 4 / 2 * 10);
        }

        assertThat(read(new SmallerPictures(new HeapPictures(new PictureFormat(4, 4, 1), pixels), 2), 0))
                .containsExactly(0, 10, 100, 110);
    }

    @Test
    void picturesThatAreNoWholeMultipleAreRefused() {
        Pictures odd = new HeapPictures(new PictureFormat(28, 28, 1), new byte[28 * 28]);

        assertThatThrownBy(() -> new SmallerPictures(odd, 8))
                .hasMessageContaining("28×28 can't be averaged down to 8×8");
    }

    private static int[] read(Pictures pictures, int index) {
        byte[] values = new byte[pictures.size()];
        pictures.read(index, values, 0);
        int[] numbers = new int[values.length];
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] = values[i] & 0xFF;
        }
        return numbers;
    }
}
