package dev.atelier.contract.photos;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.atelier.contract.images.Picture;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.Base64;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UprightTest {

    /** A JPEG of 32×16 whose left upper quarter is red, with an Exif segment as cameras write it. */
    private static byte[] photo(int orientation) throws Exception {
        BufferedImage image = new BufferedImage(32, 16, BufferedImage.TYPE_INT_RGB);
        Graphics2D pen = image.createGraphics();
        pen.setColor(Color.RED);
        pen.fillRect(0, 0, 16, 8);
        pen.dispose();
        byte[] jpeg = file(image, "jpg");
        ByteBuffer exif = ByteBuffer.allocate(4 + 6 + 8 + 2 + 12 + 4);
        exif.putShort((short) 0xFFE1).putShort((short) (exif.capacity() - 2));
        exif.put(new byte[] {'E', 'x', 'i', 'f', 0, 0});
        exif.put(new byte[] {'M', 'M', 0, 42}).putInt(8).putShort((short) 1);
        exif.putShort((short) 274)
                .putShort((short) 3)
                .putInt(1)
                .putShort((short) orientation)
                .putShort((short) 0);
        exif.putInt(0);
        ByteBuffer photo = ByteBuffer.allocate(jpeg.length + exif.capacity());
        photo.put(jpeg, 0, 2).put(exif.array()).put(jpeg, 2, jpeg.length - 2);
        return photo.array();
    }

    private static byte[] file(BufferedImage image, String format) throws Exception {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        assertThat(ImageIO.write(image, format, bytes)).isTrue();
        return bytes.toByteArray();
    }

    /** The corner in which the red quarter is, as left or right and top or bottom. */
    private static String redCorner(Picture picture) {
        for (int corner = 0; corner < 4; corner++) {
            int x = corner % 2 == 0 ? picture.width() / 4 : 3 * picture.width() / 4;
            int y = corner < 2 ? picture.height() / 4 : 3 * picture.height() / 4;
            if ((picture.pixels()[(y * picture.width() + x) * 3] & 0xFF) > 200) {
                return (corner < 2 ? "top" : "bottom") + (corner % 2 == 0 ? " left" : " right");
            }
        }
        return "nowhere";
    }

    @ParameterizedTest
    @CsvSource({
        "1, 32, top left", "2, 32, top right", "3, 32, bottom right", "4, 32, bottom left",
        "5, 16, top left", "6, 16, top right", "7, 16, bottom right", "8, 16, bottom left"
    })
    void aPhotoIsTurnedAsTheCameraSays(int orientation, int width, String corner) throws Exception {
        Picture picture = PictureDecoder.decodeUpright(photo(orientation), 64);

        assertThat(picture.width()).isEqualTo(width);
        assertThat(redCorner(picture)).isEqualTo(corner);
    }

    @Test
    void ofALargePhotoOnlyAsMuchIsReadAsIsNeeded() throws Exception {
        BufferedImage large = new BufferedImage(6000, 300, BufferedImage.TYPE_INT_RGB);

        Picture picture = PictureDecoder.decodeUpright(file(large, "png"), 1000);

        assertThat(picture.width()).isEqualTo(1000);
        assertThat(picture.height()).isEqualTo(50);
    }

    @Test
    void webpIsRead() throws Exception {
        byte[] lossy = Base64.getDecoder().decode("UklGRiIAAABXRUJQVlA4IBYAAAAwAQCdASoBAAEADsD+JaQAA3AAAAAA");
        byte[] lossless = Base64.getDecoder().decode("UklGRhoAAABXRUJQVlA4TA0AAAAvAAAAEAcQERGIiP4HAA==");

        assertThat(PictureDecoder.decodeUpright(lossy, 64).width()).isEqualTo(1);
        assertThat(PictureDecoder.decodeUpright(lossless, 64).height()).isEqualTo(1);
    }

    @Test
    void aSmallFileThatIsAHugeWebpIsRefusedBeforeItIsRead() throws Exception {
        byte[] huge = Base64.getDecoder().decode("UklGRiQAAABXRUJQVlA4TBgAAAAvb9fbBYiICAAAAAAAAAAAAAAAAAAAAAA=");

        assertThat(PictureDecoder.size(huge).pixels()).isEqualTo(6000 * 6000);
        assertThatThrownBy(() -> PictureDecoder.decodeUpright(huge, 64))
                .isInstanceOf(UnusablePictureException.class)
                .hasMessageContaining("32000000 pixels");
    }

    @Test
    void whatIsNoPictureIsRefused() {
        assertThatThrownBy(() -> PictureDecoder.decodeUpright("<svg/>".getBytes(), 64))
                .isInstanceOf(UnusablePictureException.class)
                .hasMessageContaining("no picture");
    }
}
