package dev.atelier.contract.images;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.atelier.contract.attributes.Selection;
import java.util.Map;
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
