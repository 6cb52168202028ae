package dev.atelier.trainer.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.Test;

class PictureProgressTest {

    private final StringWriter text = new StringWriter();

    @Test
    void theEndIsAlwaysShown() {
        PictureProgress progress =
                new PictureProgress("hats 1, generating", 512, new PrintWriter(text, true), false, () -> false);
        progress.accept(256);
        progress.accept(512);

        assertThat(text.toString().lines()).endsWith("hats 1, generating: 512 of 512 pictures");
    }

    @Test
    void anInterruptionEndsTheWork() {
        PictureProgress progress = new PictureProgress("reading", 512, new PrintWriter(text, true), false, () -> true);

        assertThatThrownBy(() -> progress.accept(256))
                .isInstanceOf(CancellationException.class)
                .hasMessage("interrupted after 256 of 512 pictures");
    }
}
