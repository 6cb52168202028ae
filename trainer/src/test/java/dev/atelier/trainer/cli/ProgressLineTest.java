package dev.atelier.trainer.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.atelier.trainer.training.TrainingOutcome;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ProgressLineTest {

    private final StringWriter text = new StringWriter();

    @Test
    void theLastStepIsAlwaysShownWithEpochStepAndLosses() {
        ProgressLine progress = new ProgressLine(new PrintWriter(text, true), false);
        progress.started(3, 2, 4);
        progress.stepped(4, Map.of("generator", 0.5));
        progress.finished(new TrainingOutcome.Completed(4));

        assertThat(text.toString().lines()).hasSize(3).first().isEqualTo("going on from step 3 of 4");
        assertThat(text.toString())
                .contains("epoch 2/2  step 2/2  generator 0.500")
                .contains(" 0 s left");
    }

    @Test
    void theShareOfTheTimeThatWasSpentWaitingForPicturesIsSaidAtTheEnd() throws InterruptedException {
        ProgressLine progress = new ProgressLine(new PrintWriter(text, true), false);
        progress.started(0, 1, 1);
        Thread.sleep(2);
        progress.waited(1);
        progress.stepped(1, Map.of());
        progress.finished(new TrainingOutcome.Completed(1));

        assertThat(text.toString().lines().toList().get(1))
                .isEqualTo("0.00 % of the time was spent waiting for pictures");
    }

    @Test
    void onATerminalOneLineIsWrittenOver() {
        ProgressLine progress = new ProgressLine(new PrintWriter(text, true), true);
        progress.started(0, 1, 1);
        progress.stepped(1, Map.of("generator", 0.5));
        progress.finished(new TrainingOutcome.Completed(1));

        assertThat(text.toString())
                .startsWith("\r[####################] epoch 1/1")
                .endsWith(System.lineSeparator());
    }

    @Test
    void timesAreSaidInTheirTwoLargestUnits() {
        assertThat(ProgressLine.left(Duration.ofSeconds(59))).isEqualTo("59 s");
        assertThat(ProgressLine.left(Duration.ofSeconds(61))).isEqualTo("1 min 1 s");
        assertThat(ProgressLine.left(Duration.ofMinutes(125))).isEqualTo("2 h 5 min");
    }
}
