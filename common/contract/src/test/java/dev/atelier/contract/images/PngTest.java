package dev.atelier.contract.images;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.util.Arrays;
import java.util.Map;
import java.util.Random;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;

class PngTest {
    private static Picture noise(int width, int height, int channels) {
        byte[] pixels = new byte[width * height * channels];
        new Random(1).nextBytes(pixels);
        return new Picture(width, height, channels, pixels);
    }

    @Test
    void greyPicturesAreReadByOthersPixelByPixel() throws Exception {
        Picture picture = noise(28, 28, 1);

        BufferedImage read = ImageIO.read(new ByteArrayInputStream(Png.encode(picture, Map.of("seed", "7"))));

        assertThat(read.getWidth()).isEqualTo(28);
        for (int i = 0; i < 28 * 28; i++) {
            assertThat(read.getRaster().getSample(i % 28, i / 28, 0)).isEqualTo(picture.pixels()[i] & 0xff);
        }
    }

    @Test
    void colourPicturesAreReadByOthersPixelByPixel() throws Exception {
        Picture picture = noise(5, 3, 3);

        BufferedImage read = ImageIO.read(new ByteArrayInputStream(Png.encode(picture, Map.of())));

        for (int i = 0; i < 15; i++) {
            byte[] p = picture.pixels();
            int rgb = (p[3 * i] & 0xff) << 16 | (p[3 * i + 1] & 0xff) << 8 | (p[3 * i + 2] & 0xff);
            assertThat(read.getRGB(i % 5, i / 5) & 0xffffff).isEqualTo(rgb);
        }
    }

    @Test
    void readsBackItsOwnTextsAndPixels() {
        Picture picture = noise(31, 17, 3);
        byte[] png = Png.encode(picture, Map.of("attributes", "{\"colour\":\"крас​ный ✓\"}"));

        assertThat(PngReader.texts(png)).containsExactly(Map.entry("attributes", "{\"colour\":\"крас​ный ✓\"}"));
        assertThat(PngReader.decode(png).pixels()).isEqualTo(picture.pixels());
    }

    @Test
    void aDamagedOrCutFileIsRefusedWhereverItIsHit() {
        byte[] png = Png.encode(noise(8, 8, 1), Map.of("seed", "1"));
        for (int at = 0; at < png.length; at++) {
            byte[] damaged = png.clone();
            damaged[at] ^= 0x40;
            assertThatThrownBy(() -> PngReader.decode(damaged)).isInstanceOf(InvalidPngException.class);
            byte[] cut = Arrays.copyOf(png, at);
            assertThatThrownBy(() -> PngReader.texts(cut)).isInstanceOf(InvalidPngException.class);
        }
    }

    @Test
    void theDeflateLibraryHasTheSameNameEachTime() {
        assertThat(Png.deflateName()).matches("[0-9a-f]{8}").isEqualTo(Png.deflateName());
    }
}
