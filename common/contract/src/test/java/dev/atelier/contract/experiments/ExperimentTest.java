package dev.atelier.contract.experiments;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.atelier.contract.attributes.Attribute;
import dev.atelier.contract.attributes.AttributeSchema;
import dev.atelier.contract.attributes.SchemaViolation;
import dev.atelier.contract.attributes.Selection;
import dev.atelier.contract.json.Json;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ExperimentTest {
    private static final String JSON = "{\"latent\":{\"seed\":7,\"index\":3},"
            + "\"interpolate\":{\"to\":{\"latent\":{\"seed\":9,\"index\":0},\"attributes\":{\"category\":\"Bag\"}}},"
            + "\"truncation\":0.7}";

    private static Experiment read(String json) throws JsonProcessingException {
        return Json.mapper().readValue(json, Experiment.class);
    }

    @Test
    void isReadAndWrittenAsJson() throws JsonProcessingException {
        Experiment experiment = read(JSON);

        assertThat(experiment.latent()).contains(new Latent(7, 3));
        assertThat(experiment.interpolate().orElseThrow().to().latent()).contains(new Latent(9, 0));
        assertThat(experiment.truncation()).contains(new Truncation(new BigDecimal("0.70")));
        assertThat(new String(Json.bytes(experiment), StandardCharsets.UTF_8)).isEqualTo(JSON);
    }

    @Test
    void aVariationIsReadAndWrittenAsJson() throws JsonProcessingException {
        String json = "{\"variation\":{\"of\":{\"seed\":7,\"index\":3},\"strength\":0.3}}";
        Experiment experiment = read(json);

        assertThat(experiment.variation()).contains(new Variation(new Latent(7, 3), new BigDecimal("0.30")));
        assertThat(new String(Json.bytes(experiment), StandardCharsets.UTF_8)).isEqualTo(json);
    }

    @ParameterizedTest
    @CsvSource({"0.3,3,10", "0.30,3,10", "1,1,1", "1.00,1,1", "0.25,25,100", "0.000001,1,1000000"})
    void aStrengthIsThatPartOfTheWayToThePicturesOwnLatent(BigDecimal strength, int step, int steps) {
        Waypoint place = new Variation(new Latent(7, 3), strength).towards(new Latent(9, 4));

        assertThat(place)
                .isEqualTo(new Waypoint(new Destination(Optional.of(new Latent(9, 4)), Optional.empty()), step, steps));
        assertThat(place.fraction()).isEqualTo(strength.doubleValue());
    }

    @Test
    void whatIsLeftOutStaysOut() throws JsonProcessingException {
        assertThat(read("{}")).isEqualTo(Experiment.NONE);
        assertThat(new String(Json.bytes(Experiment.NONE), StandardCharsets.UTF_8))
                .isEqualTo("{}");
    }

    @Test
    void aTruncationThatChangesNothingIsNone() throws JsonProcessingException {
        assertThat(read("{\"truncation\":1.0}").isNone()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"truncation\":0}",
                "{\"truncation\":-0.5}",
                "{\"truncation\":1.000001}",
                "{\"truncation\":0.1234567}",
                "{\"truncation\":1e-900000000}",
                "{\"truncation\":1e900000000}",
                "{\"truncation\":\"0.5\"}",
                "{\"latent\":{\"seed\":-1}}",
                "{\"latent\":{\"seed\":9007199254740992}}",
                "{\"latent\":{\"index\":1}}",
                "{\"latent\":{\"seed\":1,\"index\":-1}}",
                "{\"latent\":{\"seed\":1,\"index\":1000000001}}",
                "{\"variation\":{}}",
                "{\"variation\":{\"of\":{\"seed\":1}}}",
                "{\"variation\":{\"strength\":0.3}}",
                "{\"variation\":{\"of\":{\"seed\":1},\"strength\":0}}",
                "{\"variation\":{\"of\":{\"seed\":1},\"strength\":1.1}}",
                "{\"variation\":{\"of\":{\"seed\":1},\"strength\":0.1234567}}",
                "{\"variation\":{\"of\":{\"seed\":1},\"strength\":\"0.3\"}}",
                "{\"variation\":{\"of\":{\"seed\":1},\"strength\":0.3},"
                        + "\"interpolate\":{\"to\":{\"latent\":{\"seed\":2}}}}",
                "{\"interpolate\":{}}",
                "{\"interpolate\":{\"to\":{}}}",
                "{\"interpolate\":{\"to\":{\"attributes\":[]}}}",
            })
    void whatMeansNothingIsRefused(String json) {
        assertThatThrownBy(() -> read(json)).isInstanceOf(JsonProcessingException.class);
    }

    @ParameterizedTest
    @CsvSource({"0.5,0.5", "0.50,0.5", "5E-1,0.5", "0.000001,0.000001", "1,1", "1.000,1"})
    void aTruncationHasOneText(String given, String text) {
        assertThat(new Truncation(new BigDecimal(given))).hasToString(text);
    }

    @Test
    void aDestinationsMistakeIsToldAsSuch() {
        AttributeSchema schema = AttributeSchema.of(Attribute.oneOf("category", List.of("Bag", "Coat")));
        Destination wrong = new Destination(Optional.empty(), Optional.of(Selection.of(Map.of("category", "Bagg"))));
        Ingredients ingredients = new Ingredients(
                Selection.of(Map.of("category", "Coat")),
                new Latent(1, 0),
                Optional.of(new Waypoint(wrong, 1, 2)),
                Optional.empty());

        assertThatThrownBy(() -> ingredients.checkedBy(schema))
                .isInstanceOf(SchemaViolation.class)
                .hasMessageStartingWith("Where the interpolation leads: Attribute 'category' has no value 'Bagg'");
    }
}
