package dev.atelier.contract.images;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;

class ContactSheetTest {
    @Test
    void laysOutOneRowOfEnlargedPicturesPerLabel() throws Exception {
        Picture black = new Picture(4, 4, 1, new byte[16]);
        var rows = List.of(
                new ContactSheet.Row("Bag", List.of(black, black, black)),
                new ContactSheet.Row("Dress", List.of(black)));

        BufferedImage sheet = ImageIO.read(new ByteArrayInputStream(new ContactSheet("Title", rows, 10).toPng()));

        int blackPixels = 0;
        for (int y = 50; y < sheet.getHeight(); y++) {
            for (int x = sheet.getWidth() - 16 - 3 * 44; x < sheet.getWidth(); x++) {
                blackPixels += (sheet.getRGB(x, y) & 0xffffff) == 0 ? 1 : 0;
            }
        }
        assertThat(blackPixels).isEqualTo(4 * 40 * 40);
    }

    @Test
    void refusesToBeEmpty() {
        assertThatThrownBy(() -> new ContactSheet("Title", List.of(), 1)).hasMessageContaining("needs rows");
    }
}
