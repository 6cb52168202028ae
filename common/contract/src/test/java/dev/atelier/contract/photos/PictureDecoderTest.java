package dev.atelier.contract.photos;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.awt.Transparency;
import java.awt.color.ColorSpace;
import java.awt.image.BufferedImage;
import java.awt.image.ColorModel;
import java.awt.image.ComponentColorModel;
import java.awt.image.DataBuffer;
import java.awt.image.Raster;
import java.awt.image.WritableRaster;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriter;
import javax.imageio.stream.ImageOutputStream;
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
    void greyWithTransparencyAndGreyOfSixteenBitsStayAsDarkAsTheyAre() throws Exception {
        ColorSpace space = ColorSpace.getInstance(ColorSpace.CS_GRAY);
        ColorModel withAlpha =
                new ComponentColorModel(space, true, false, Transparency.TRANSLUCENT, DataBuffer.TYPE_BYTE);
        BufferedImage two = new BufferedImage(withAlpha, withAlpha.createCompatibleWritableRaster(3, 1), false, null);
        two.getRaster().setPixels(0, 0, 3, 1, new int[] {90, 255, 90, 0, 100, 51});
        BufferedImage sixteen = new BufferedImage(2, 1, BufferedImage.TYPE_USHORT_GRAY);
        sixteen.getRaster().setPixels(0, 0, 2, 1, new int[] {90 * 257, 200 * 257});

        DecodedPicture decoded = PictureDecoder.decode(file(two, "png"));

        assertThat(decoded.grey()).isTrue();
        assertThat(decoded.picture().pixels())
                .as("opaque, transparent, and a fifth of 100 on four fifths of white")
                .containsExactly(90, 90, 90, -1, -1, -1, (byte) 224, (byte) 224, (byte) 224);
        assertThat(PictureDecoder.decode(file(sixteen, "png")).picture().pixels())
                .containsExactly(90, 90, 90, (byte) 200, (byte) 200, (byte) 200);
    }

    @Test
    void coloursOfSixteenBitsHaveTheirHighBytes() throws Exception {
        ColorModel model = new ComponentColorModel(
                ColorSpace.getInstance(ColorSpace.CS_sRGB), false, false, Transparency.OPAQUE, DataBuffer.TYPE_USHORT);
        BufferedImage image = new BufferedImage(model, model.createCompatibleWritableRaster(1, 1), false, null);
        image.getRaster().setPixels(0, 0, 1, 1, new int[] {16 * 257, 100 * 257, 200 * 257});

        assertThat(PictureDecoder.decode(file(image, "png")).picture().pixels()).containsExactly(16, 100, (byte) 200);
    }

    @Test
    void aJpegForPrintingHasTheColoursOfItsInks() throws Exception {
        // Inks inverted, as Adobe's programs store them: a little cyan, no magenta, half yellow, some black.
        byte[] jpeg = fourColours(new int[] {200, 255, 128, 230}, true);
        assertColours(jpeg, 200 * 230 / 255, 230, 128 * 230 / 255);

        byte[] plain = fourColours(new int[] {55, 0, 127, 25}, false);
        assertColours(plain, 200 * 230 / 255, 230, 128 * 230 / 255);
    }

    private static void assertColours(byte[] jpeg, int... colours) throws UnusablePictureException {
        byte[] pixels = PictureDecoder.decode(jpeg).picture().pixels();
        for (int colour = 0; colour < 3; colour++) {
            assertThat(pixels[colour] & 0xFF).isCloseTo(colours[colour], within(2));
        }
    }

    /** A JPEG with four components of one value each, with or without the marker that Adobe's programs write. */
    private static byte[] fourColours(int[] inks, boolean marked) throws IOException {
        WritableRaster raster = Raster.createInterleavedRaster(DataBuffer.TYPE_BYTE, 8, 8, 4, null);
        for (int i = 0; i < 64; i++) {
            raster.setPixel(i % 8, i / 8, inks);
        }
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ImageWriter writer = ImageIO.getImageWritersByFormatName("jpg").next();
        try (ImageOutputStream stream = ImageIO.createImageOutputStream(out)) {
            writer.setOutput(stream);
            writer.write(null, new IIOImage(raster, null, null), null);
        } finally {
            writer.dispose();
        }
        byte[] jpeg = out.toByteArray();
        if (!marked) {
            return jpeg;
        }
        byte[] adobe = {(byte) 0xFF, (byte) 0xEE, 0, 14, 'A', 'd', 'o', 'b', 'e', 0, 100, 0, 0, 0, 0, 0};
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        all.write(jpeg, 0, 2);
        all.write(adobe);
        all.write(jpeg, 2, jpeg.length - 2);
        return all.toByteArray();
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
