package dev.atelier.standalone.launch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.atelier.standalone.terminal.CommandFailure;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class OpenPartsTest {
    private final List<String> closed = new ArrayList<>();
    private final OpenParts parts = new OpenParts();

    @Test
    void theLastOpenedIsClosedFirstAndEachOnce() {
        parts.add(() -> closed.add("store"));
        parts.add(() -> closed.add("children"));

        parts.close();
        parts.close();

        assertThat(closed).containsExactly("children", "store");
    }

    @Test
    void whatIsAddedAfterClosingIsClosedAtOnce() {
        parts.close();

        assertThatThrownBy(() -> parts.add(() -> closed.add("late"))).isInstanceOf(CommandFailure.class);
        assertThat(closed).containsExactly("late");
    }
}
