package dev.atelier.standalone.commands;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.atelier.contract.attributes.Attribute;
import dev.atelier.contract.attributes.AttributeSchema;
import dev.atelier.contract.attributes.Selection;
import dev.atelier.standalone.client.Order.GridAxes;
import dev.atelier.standalone.terminal.CommandFailure;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

class CombinationOptionsTest {
    private static final AttributeSchema SCHEMA = AttributeSchema.of(
            Attribute.oneOf("season", List.of("summer", "winter")),
            Attribute.manyOf("fabric", List.of("lace", "silk")),
            Attribute.oneOf("type", List.of("bag", "coat")),
            Attribute.oneOf("colour", List.of("red", "blue")));

    private static Optional<GridAxes> axes(Map<String, String> fixed, String... arguments) {
        CombinationOptions options = CommandLine.populateCommand(new CombinationOptions(), arguments);
        return options.axes(SCHEMA, Selection.of(fixed));
    }

    @Test
    void theFirstTwoAttributesThatAreNotGivenAreTaken() {
        assertThat(axes(Map.of(), "--all-combinations")).contains(new GridAxes("season", Optional.of("type")));
        assertThat(axes(Map.of("season", "winter"), "--all-combinations"))
                .contains(new GridAxes("type", Optional.of("colour")));
        assertThat(axes(Map.of("season", "winter", "type", "bag"), "--all-combinations"))
                .contains(new GridAxes("colour", Optional.empty()));
    }

    @Test
    void eachMayBeChosenAlone() {
        Map<String, String> winter = Map.of("season", "winter");

        assertThat(axes(winter, "--all-combinations", "--rows", "colour"))
                .contains(new GridAxes("colour", Optional.of("type")));
        assertThat(axes(winter, "--all-combinations", "--columns", "type"))
                .contains(new GridAxes("colour", Optional.of("type")));
    }

    @Test
    void withoutAllCombinationsThereIsNoGrid() {
        assertThat(axes(Map.of())).isEmpty();
        assertThatThrownBy(() -> axes(Map.of(), "--rows", "type"))
                .isInstanceOf(CommandFailure.class)
                .hasMessageContaining("--all-combinations, which is not given");
    }

    @Test
    void whereEveryAttributeIsGivenThereAreNoCombinations() {
        assertThatThrownBy(() -> axes(Map.of("season", "winter", "type", "bag", "colour", "red"), "--all-combinations"))
                .isInstanceOf(CommandFailure.class)
                .hasMessageContaining("leave one out");
    }
}
