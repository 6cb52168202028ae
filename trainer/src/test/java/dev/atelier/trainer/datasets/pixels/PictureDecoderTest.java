package dev.atelier.trainer.datasets.pixels;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;

class PictureDecoderTest {

    @Test
    void greyStaysAsDarkAsItIs() throws Exception {
        BufferedImage grey = new BufferedImage(8, 8, BufferedImage.TYPE_BYTE_GRAY);
        for (int i = 0; i < 64; i++) {
            grey.getRaster().setSample(i % 8, i / 8, 0, 90);
        }

        DecodedPicture decoded = PictureDecoder.decode(file(grey, "jpg"));

        assertThat(decoded.grey()).isTrue();
        assertThat(decoded.picture().channels()).isEqualTo(3);
        assertThat(decoded.picture().pixels()).containsOnly(90);
    }

    @Test
    void whatIsTransparentIsWhite() throws Exception {
        BufferedImage image = new BufferedImage(2, 1, BufferedImage.TYPE_INT_ARGB);
        image.setRGB(0, 0, 0xFF102030);

        assertThat(PictureDecoder.decode(file(image, "png")).picture().pixels())
                .containsExactly(16, 32, 48, -1, -1, -1);
    }

    @Test
    void aPictureWithAPaletteHasItsColours() throws Exception {
        BufferedImage image = new BufferedImage(2, 1, BufferedImage.TYPE_BYTE_INDEXED);
        image.setRGB(0, 0, 0xFFFF0000);
        image.setRGB(1, 0, 0xFF0000FF);

        assertThat(PictureDecoder.decode(file(image, "png")).picture().pixels()).containsExactly(-1, 0, 0, 0, 0, -1);
    }

    @Test
    void fewBytesThatPromiseAVastPictureAreRefusedBeforeTheyFillTheMemory() throws IOException {
        byte[] png = file(new BufferedImage(1, 1, BufferedImage.TYPE_3BYTE_BGR), "png");
        png[16 + 1] = 1; // width 65,537 × 256
        png[20 + 1] = 1;
        java.util.zip.CRC32 crc = new java.util.zip.CRC32();
        crc.update(png, 12, 17);
        java.nio.ByteBuffer.wrap(png).putInt(29, (int) crc.getValue());

        assertThatThrownBy(() -> PictureDecoder.decode(png))
                .isInstanceOf(UnusablePictureException.class)
                .hasMessageContaining("more than 4096 pixels");
    }

    @Test
    void aJpegThatEndsTooEarlyIsRefusedInsteadOfEndingInGrey() throws IOException, UnusablePictureException {
        BufferedImage noise = new BufferedImage(64, 64, BufferedImage.TYPE_3BYTE_BGR);
        java.util.Random random = new java.util.Random(1);
        for (int i = 0; i < 64 * 64; i++) {
            noise.setRGB(i % 64, i / 64, random.nextInt());
        }
        byte[] whole = file(noise, "jpg");

        PictureDecoder.decode(whole);
        for (int length : new int[] {whole.length / 2, whole.length * 9 / 10}) {
            byte[] cut = java.util.Arrays.copyOf(whole, length);
            assertThatThrownBy(() -> PictureDecoder.decode(cut))
                    .isInstanceOfSatisfying(UnusablePictureException.class, e -> assertThat(e.reason())
                            .isEqualTo("damaged picture"));
        }
    }

    @Test
    void bytesThatAreNoPictureAreRefused() {
        assertThatThrownBy(() -> PictureDecoder.decode(new byte[0]))
                .hasMessageContaining("no picture")
                .hasMessageContaining("empty");
        assertThatThrownBy(() -> PictureDecoder.decode("hello".getBytes())).hasMessageContaining("68 65 6c 6c");
    }

    private static byte[] file(BufferedImage image, String format) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ImageIO.write(image, format, out);
        return out.toByteArray();
    }
}
