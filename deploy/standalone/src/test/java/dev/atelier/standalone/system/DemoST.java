package dev.atelier.standalone.system;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.atelier.contract.json.Json;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code demo}, from nothing to a sheet; and what its pictures say of themselves. */
class DemoST {
    private static final int CLASSES = 10;
    /** Pictures of a row: enough for {@link #picture}. */
    private static final int COUNT = 4;

    private static final int MARGIN = 16;
    private static final int TITLE = 34;
    private static final int CELL = 60;

    @TempDir
    private static Path folder;

    private static Path data;
    private static Command.Result demo;

    @BeforeAll
    static void runTheDemo() throws Exception {
        data = folder.resolve("data");
        demo = new Command(folder)
                .run("demo", "--data", "data", "--out", "sheets/demo.png", "--count", Integer.toString(COUNT));
    }

    private static Command.Result atelier(String... arguments) throws Exception {
        return new Command(folder).run(arguments);
    }

    /** A picture as it lies in the store. */
    private static Path picture() throws IOException {
        try (Stream<Path> files = Files.walk(data.resolve("s3"))) {
            return files.filter(file -> file.getFileName().toString().equals("3.png"))
                    .findFirst()
                    .orElseThrow();
        }
    }

    @Test
    void endsWellAndSaysWhereTheSheetIs() {
        assertThat(demo.exitCode()).as(demo.all()).isZero();
        assertThat(demo.out())
                .contains("fashion-mnist-cgan ", "fashion-mnist-cvae ", CLASSES * COUNT + " pictures of 10 requests")
                .contains("sheets/demo-fashion-mnist-cgan.png", "sheets/demo-fashion-mnist-cvae.png")
                .containsPattern("fashion-products-wear-64-mcgan 1: " + 9 * COUNT + " pictures of 9 requests")
                .contains("deepfashion-sample-64-cdpggan ", "sheets/demo-deepfashion-sample-64-cdpggan.png")
                .contains("deepfashion-sample-64-cpggan ", "sheets/demo-deepfashion-sample-64-cpggan.png");
        assertThat(demo.err()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"fashion-mnist-cgan", "fashion-mnist-cvae"})
    void theSheetOfEachModelHasALabelledRowForEveryClass(String model) throws IOException {
        BufferedImage sheet =
                ImageIO.read(folder.resolve("sheets/demo-" + model + ".png").toFile());

        assertThat(sheet.getHeight()).isEqualTo(2 * MARGIN + TITLE + CLASSES * CELL);
        int pictures = sheet.getWidth() - MARGIN - COUNT * CELL;
        assertThat(IntStream.range(0, CLASSES)).allSatisfy(row -> {
            int top = MARGIN + TITLE + row * CELL;
            assertThat(darkPixels(sheet, MARGIN, top, pictures - MARGIN))
                    .as("label of row %d", row)
                    .isPositive();
            assertThat(colours(sheet, pictures, top))
                    .as("pictures of row %d", row)
                    .isGreaterThan(2);
        });
    }

    private static long darkPixels(BufferedImage sheet, int left, int top, int width) {
        return IntStream.range(0, width * CELL)
                .filter(i -> (sheet.getRGB(left + i % width, top + i / width) & 0xff) < 0x80)
                .count();
    }

    private static long colours(BufferedImage sheet, int left, int top) {
        return IntStream.range(0, COUNT * CELL * CELL)
                .map(i -> sheet.getRGB(left + i % (COUNT * CELL), top + i / (COUNT * CELL)))
                .distinct()
                .count();
    }

    @Test
    void nothingIsLeftRunning() throws IOException {
        assertThat(data.resolve("running.json")).doesNotExist();
        assertThat(ProcessHandle.allProcesses().filter(process -> process.info()
                        .arguments()
                        .map(arguments -> String.join(" ", arguments).contains(data.toString()))
                        .orElse(false)))
                .isEmpty();
    }

    @Test
    void aPictureTellsItsOrigin() throws Exception {
        Command.Result inspect = atelier("inspect", picture().toString(), "--json");

        assertThat(inspect.exitCode()).as(inspect.all()).isZero();
        JsonNode picture = Json.mapper().readTree(inspect.out()).path("images").path(0);
        assertThat(picture.path("index").intValue()).isEqualTo(3);
        assertThat(picture.path("seed").longValue()).isEqualTo(1);
        assertThat(picture.path("attributes").size()).isPositive();
        assertThat(picture.path("digest").textValue()).hasSize(64);
    }

    @Test
    void aPictureComesOutAgainByteForByte() throws Exception {
        Path again = folder.resolve("again.png");

        Command.Result recreate = atelier("recreate", picture().toString(), "--out", again.toString());

        assertThat(recreate.exitCode()).as(recreate.all()).isZero();
        assertThat(recreate.out()).startsWith("identical, SHA-256 ");
        assertThat(again).hasSameBinaryContentAs(picture());
    }

    @Test
    void aDamagedPictureIsRefused() throws Exception {
        byte[] png = Files.readAllBytes(picture());
        png[png.length / 2] ^= 1;
        Path damaged = Files.write(folder.resolve("damaged.png"), png);

        Command.Result recreate = atelier("recreate", damaged.toString());

        assertThat(recreate.exitCode()).isEqualTo(1);
        assertThat(recreate.err()).contains("damaged (checksum)").doesNotContain("\tat ");
    }
}
