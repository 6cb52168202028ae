package dev.atelier.trainer.datasets.preparation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.Closeable;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class PictureFilesTest {

    @Test
    void oneThatFailsKeepsNoOtherOpen() {
        List<String> closed = new ArrayList<>();
        Closeable full = () -> {
            throw new IOException("disk full");
        };
        Closeable broken = () -> {
            throw new IOException("broken");
        };

        assertThatThrownBy(() -> PictureFiles.closeAll(List.of(full, () -> closed.add("other"), broken)))
                .hasMessage("disk full")
                .satisfies(e -> assertThat(e.getSuppressed()).hasSize(1));
        assertThat(closed).containsExactly("other");
    }
}
