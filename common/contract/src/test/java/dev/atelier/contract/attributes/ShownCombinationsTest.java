package dev.atelier.contract.attributes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ShownCombinationsTest {
    private final ShownCombinations shown =
            new ShownCombinations(List.of("type", "colour"), List.of(List.of("bag", "red"), List.of("coat", "blue")));

    @Test
    void knowsWhatPicturesShowed() {
        assertThat(shown.contains(Selection.of(Map.of("colour", "red", "type", "bag"))))
                .isTrue();
        assertThat(shown.contains(Selection.of(Map.of("colour", "blue", "type", "bag"))))
                .isFalse();
        assertThat(shown.contains(Selection.of(Map.of("type", "bag")))).isFalse();
    }

    @Test
    void otherAttributesDoNotMatter() {
        Selection striped = new Selection(
                Map.of("type", List.of("bag"), "colour", List.of("red"), "fabric", List.of("silk", "lace")),
                List.of("fabric"));

        assertThat(shown.contains(striped)).isTrue();
    }

    @Test
    void aRowOfAnotherLengthIsRefused() {
        assertThatThrownBy(() -> new ShownCombinations(List.of("type"), List.of(List.of("bag", "red"))))
                .hasMessageContaining("one value for each of [type]");
    }
}
