package dev.atelier.trainer.datasets.sources;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.atelier.contract.images.Picture;
import dev.atelier.contract.photos.PictureDecoder;
import dev.atelier.contract.photos.UnusablePictureException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GrabCutTest {

    private static final BoxAndLandmarks AROUND_THE_BLOCK = new BoxAndLandmarks(
            50,
            100,
            100,
            150,
            List.of(new int[] {70, 120}, new int[] {130, 120}, new int[] {130, 230}, new int[] {70, 230}),
            List.of());

    @TempDir
    Path folder;

    private Picture photo;

    @BeforeEach
    void draw() throws Exception {
        photo = PictureDecoder.decode(SmallDeepFashion.photo(5)).picture();
    }

    @Test
    void theGarmentStaysAndItsBackgroundBecomesWhite() throws Exception {
        Picture garment = new GrabCut().garment(photo, AROUND_THE_BLOCK);

        assertThat(garment.width()).isEqualTo(100);
        assertThat(garment.height()).isEqualTo(150);
        assertThat(at(garment, 2, 2)).as("background").isEqualTo(255);
        assertThat(at(garment, 50, 75)).as("garment").isBetween(160, 200);
    }

    @Test
    void itIsKeptInTheCacheAndTakenFromThere() throws Exception {
        CutOut failing = new CutOut() {
            @Override
            public String name() {
                return "grabcut";
            }

            @Override
            public Picture garment(Picture picture, BoxAndLandmarks place) throws UnusablePictureException {
                throw new UnusablePictureException("asked again", "though it is in the cache");
            }
        };
        Picture garment = new CachedCutOut(new GrabCut(), folder).garment(photo, AROUND_THE_BLOCK);

        Picture again = new CachedCutOut(failing, folder).garment(photo, AROUND_THE_BLOCK);

        assertThat(again.pixels()).isEqualTo(garment.pixels());
        try (Stream<Path> files = Files.walk(folder)) {
            assertThat(files.filter(Files::isRegularFile)).hasSize(1);
        }
    }

    @Test
    void aFailureIsKeptTooAndSaysTheSameAgain() {
        BoxAndLandmarks whole = new BoxAndLandmarks(0, 0, photo.width(), photo.height(), List.of(), List.of());

        for (int time = 0; time < 2; time++) {
            assertThatThrownBy(() -> new CachedCutOut(new GrabCut(), folder).garment(photo, whole))
                    .isInstanceOf(UnusablePictureException.class)
                    .hasMessageContaining("box that fills the picture");
        }
    }

    private static int at(Picture picture, int x, int y) {
        return picture.pixels()[(y * picture.width() + x) * 3] & 0xFF;
    }
}
