package dev.atelier.contract.experiments;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.atelier.contract.attributes.Selection;
import dev.atelier.contract.json.Json;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class GridTest {
    private static final String JSON = "{\"rows\":\"type\",\"columns\":\"colour\",\"cells\":["
            + "{\"colour\":\"red\",\"type\":\"bag\"},{\"colour\":\"blue\",\"type\":\"bag\"}]}";

    private static Selection bag(String colour) {
        return Selection.of(Map.of("type", "bag", "colour", colour));
    }

    @Test
    void isReadAndWrittenAsJson() throws JsonProcessingException {
        Grid grid = Json.mapper().readValue(JSON, Grid.class);

        assertThat(grid).isEqualTo(new Grid("type", Optional.of("colour"), List.of(bag("red"), bag("blue"))));
        assertThat(new String(Json.bytes(grid), StandardCharsets.UTF_8)).isEqualTo(JSON);
    }

    @Test
    void mayHaveRowsAlone() throws JsonProcessingException {
        Grid grid = Json.mapper().readValue(JSON.replace("\"columns\":\"colour\",", ""), Grid.class);

        assertThat(grid.columns()).isEmpty();
    }

    @Test
    void whatMeansNothingIsRefused() {
        Optional<String> none = Optional.empty();
        assertThatThrownBy(() -> new Grid(" ", none, List.of(bag("red")))).hasMessageContaining("'rows'");
        assertThatThrownBy(() -> new Grid("type", Optional.of("type"), List.of(bag("red"))))
                .hasMessageContaining("different attributes");
        assertThatThrownBy(() -> new Grid("type", none, List.of())).hasMessageContaining("at least one cell");
        assertThatThrownBy(() -> new Grid("type", none, List.of(bag("red"), bag("red"))))
                .hasMessageContaining("no two that are the same");
        assertThatThrownBy(() -> new Grid("type", Optional.of("season"), List.of(bag("red"))))
                .hasMessageContaining("one value of 'season'");
    }

    @Test
    void leadsNowhere() {
        Grid grid = new Grid("type", Optional.empty(), List.of(bag("red")));
        Interpolation way = new Interpolation(new Destination(Optional.of(new Latent(1, 0)), Optional.empty()));

        assertThatThrownBy(() -> new Experiment(
                        Optional.empty(), Optional.of(way), Optional.empty(), Optional.empty(), Optional.of(grid)))
                .hasMessageContaining("not both");
    }
}
