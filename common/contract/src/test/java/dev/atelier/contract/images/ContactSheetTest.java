package dev.atelier.contract.images;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;

class ContactSheetTest {
    private static final int MARK = 0xd55e00;

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

    private static BufferedImage grid(Set<Integer> marked) throws IOException {
        Picture grey = new Picture(28, 28, 1, new byte[28 * 28]);
        var rows = List.of(
                new ContactSheet.Row("Bag", List.of(grey, grey)),
                new ContactSheet.Row("Coat", List.of(grey, grey), marked));
        var sheet = new ContactSheet("A title", List.of("Red", "Washed navy blue"), rows, 2, "never seen");
        return ImageIO.read(new ByteArrayInputStream(sheet.toPng()));
    }

    private static Set<Integer> placesOf(BufferedImage sheet, int colour) {
        return IntStream.range(0, sheet.getWidth() * sheet.getHeight())
                .filter(i -> (sheet.getRGB(i % sheet.getWidth(), i / sheet.getWidth()) & 0xffffff) == colour)
                .boxed()
                .collect(Collectors.toSet());
    }

    @Test
    void marksAPictureInItsCornerAndExplainsTheMark() throws IOException {
        BufferedImage plain = grid(Set.of());
        BufferedImage sheet = grid(Set.of(1));

        assertThat(placesOf(plain, MARK)).isEmpty();
        assertThat(sheet.getHeight()).as("room for the legend").isGreaterThan(plain.getHeight());
        int legendFrom = plain.getHeight() - 16;
        Set<Integer> marks = placesOf(sheet, MARK);
        assertThat(marks)
                .anyMatch(i -> i / sheet.getWidth() > legendFrom)
                .anyMatch(i -> i / sheet.getWidth() < legendFrom);
        assertThat(placesOf(plain, 0).size() - placesOf(sheet, 0).size())
                .as("pixels of the picture under its mark")
                .isBetween(30, 120);
    }

    @Test
    void columnLabelsStandAboveThePicturesInAsManyLinesAsTheyNeed() throws IOException {
        Picture black = new Picture(28, 28, 1, new byte[28 * 28]);
        var rows = List.of(new ContactSheet.Row("Bag", List.of(black, black)));
        int without = ImageIO.read(new ByteArrayInputStream(new ContactSheet("A title", rows, 2).toPng()))
                .getHeight();
        int one = ImageIO.read(new ByteArrayInputStream(
                        new ContactSheet("A title", List.of("Red", "Blue"), rows, 2, "").toPng()))
                .getHeight();
        int two = ImageIO.read(new ByteArrayInputStream(
                        new ContactSheet("A title", List.of("Red", "Washed navy"), rows, 2, "").toPng()))
                .getHeight();

        assertThat(one).isEqualTo(without + 16);
        assertThat(two).isEqualTo(without + 32);
    }

    @Test
    void refusesToBeEmpty() {
        assertThatThrownBy(() -> new ContactSheet("Title", List.of(), 1)).hasMessageContaining("needs rows");
    }
}
