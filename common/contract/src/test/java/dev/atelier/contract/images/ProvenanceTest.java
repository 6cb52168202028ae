package dev.atelier.contract.images;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.atelier.contract.attributes.Selection;
import dev.atelier.contract.experiments.Destination;
import dev.atelier.contract.experiments.Ingredients;
import dev.atelier.contract.experiments.Latent;
import dev.atelier.contract.experiments.Truncation;
import dev.atelier.contract.experiments.Waypoint;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ProvenanceTest {
    private final Picture picture = new Picture(2, 2, 1, new byte[] {0, 1, 2, 3});

    @Test
    void travelsInThePicture() {
        Provenance provenance = new Provenance(
                Selection.of(Map.of("category", "T-shirt/top")), 9007199254740991L, 63, "m", "1", "ab", "cpu; x");

        assertThat(Provenance.of(Png.encode(picture, provenance.toTexts()))).isEqualTo(provenance);
    }

    @Test
    void anExperimentTravelsInThePicture() {
        Selection dress = Selection.of(Map.of("category", "Dress"));
        Selection bag = Selection.of(Map.of("category", "Bag"));
        Ingredients made = new Ingredients(
                dress,
                new Latent(7, 2),
                Optional.of(new Waypoint(new Destination(Optional.of(new Latent(9, 0)), Optional.of(bag)), 3, 7)),
                Optional.of(new Truncation(new BigDecimal("0.7"))));

        byte[] png =
                Png.encode(picture, Provenance.of(made, "m", "1", "ab", "cpu").toTexts());

        assertThat(Provenance.of(png).ingredients()).isEqualTo(made);
        assertThat(PngReader.texts(png))
                .containsEntry("seed", "7")
                .containsEntry("index", "2")
                .containsEntry(
                        "interpolation",
                        "{\"to\":{\"latent\":{\"seed\":9,\"index\":0},\"attributes\":{\"category\":\"Bag\"}},"
                                + "\"step\":3,\"steps\":7}")
                .containsEntry("truncation", "0.7");
    }

    @Test
    void aPictureWithoutAnExperimentHasTheTextsThatItAlwaysHad() {
        assertThat(new Provenance(Selection.of(Map.of("category", "Bag")), 1, 2, "m", "1", "ab", "cpu").toTexts())
                .containsOnlyKeys("attributes", "seed", "index", "model", "model-version", "model-digest", "runtime");
    }

    @Test
    void anExperimentThatMeansNothingIsRefused() {
        var texts = new LinkedHashMap<>(
                new Provenance(Selection.of(Map.of("category", "Bag")), 1, 2, "m", "1", "ab", "cpu").toTexts());
        for (String truncation : List.of("2", "much", "")) {
            texts.put("truncation", truncation);
            assertThatThrownBy(() -> Provenance.of(Png.encode(picture, texts))).isInstanceOf(InvalidPngException.class);
        }
        texts.remove("truncation");
        texts.put("interpolation", "{\"to\":{},\"step\":1,\"steps\":2}");
        assertThatThrownBy(() -> Provenance.of(Png.encode(picture, texts))).isInstanceOf(InvalidPngException.class);
    }

    @Test
    void aPictureOfAnotherMakerIsRefusedWithTheMissingText() {
        assertThatThrownBy(() -> Provenance.of(Png.encode(picture, Map.of("Title", "x"))))
                .isInstanceOf(InvalidPngException.class)
                .hasMessageContaining("has no text 'attributes'");
    }

    @Test
    void aFileThatIsNoPictureIsRefusedByItsName() {
        assertThatThrownBy(() -> Provenance.of("# Readme".getBytes(), "README.md"))
                .isInstanceOf(InvalidPngException.class)
                .hasMessage("README.md: this is no PNG file: its first bytes differ");
    }
}
