package dev.atelier.trainer.training;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LossLogTest {

    @TempDir
    Path folder;

    @Test
    void aResumedRunKeepsOneLinePerStep() throws IOException {
        Path file = folder.resolve("losses.jsonl");
        run(file, 0, 5);
        Files.writeString(file, Files.readString(file) + "{\"step\":6,\"lo");

        run(file, 3, 6);

        assertThat(Files.readAllLines(file))
                .containsExactly(
                        "{\"step\":1,\"loss\":1.0}",
                        "{\"step\":2,\"loss\":0.5}",
                        "{\"step\":3,\"loss\":0.33333334}",
                        "{\"step\":4,\"loss\":0.25}",
                        "{\"step\":5,\"loss\":0.2}",
                        "{\"step\":6,\"loss\":0.16666667}");
    }

    @Test
    void theLinesOfACheckpointsStepsAreThereWhenItIs() throws IOException {
        Path file = folder.resolve("losses.jsonl");
        LossLog log = new LossLog(file);
        log.started(0, 10, 20);
        log.stepped(1, Map.of("loss", 1.0));

        log.checkpointed(1);

        assertThat(Files.readAllLines(file)).containsExactly("{\"step\":1,\"loss\":1.0}");
    }

    @Test
    void thePlotIsAPicture() throws IOException {
        Path file = folder.resolve("losses.jsonl");
        run(file, 0, 500);

        LossPlot.draw(file, folder.resolve("losses.png"));

        assertThat(ImageIO.read(folder.resolve("losses.png").toFile()).getWidth())
                .isEqualTo(900);
    }

    private static void run(Path file, long from, long to) throws IOException {
        LossLog log = new LossLog(file);
        log.started(from, 10, 20);
        for (long step = from + 1; step <= to; step++) {
            log.stepped(step, Map.of("loss", 1.0 / step));
        }
        log.finished(new TrainingOutcome.Stopped(to));
    }
}
