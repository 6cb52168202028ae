package dev.atelier.standalone.provenance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.atelier.contract.artefact.Artefact;
import dev.atelier.contract.artefact.Manifest;
import dev.atelier.contract.artefact.Sha256;
import dev.atelier.contract.attributes.Selection;
import dev.atelier.contract.experiments.Destination;
import dev.atelier.contract.experiments.Ingredients;
import dev.atelier.contract.experiments.Latent;
import dev.atelier.contract.experiments.Truncation;
import dev.atelier.contract.experiments.Waypoint;
import dev.atelier.contract.images.InvalidPngException;
import dev.atelier.contract.images.Picture;
import dev.atelier.contract.images.Png;
import dev.atelier.contract.images.Provenance;
import dev.atelier.generator.runtime.NetworkGenerator;
import dev.atelier.generator.runtime.PictureInput;
import dev.atelier.generator.runtime.RuntimeFingerprint;
import dev.atelier.standalone.models.UntrainedModel;
import dev.atelier.standalone.terminal.CommandFailure;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RecreationTest {
    @TempDir
    private static Path models;

    private static Artefact artefact;
    private static Picture picture;
    private static Provenance provenance;

    private static ModelFinder finder() {
        return new ModelFinder(List.of(models.resolve("absent"), models), wanted -> Optional.empty());
    }

    @BeforeAll
    static void makeOnePicture() throws IOException {
        artefact = UntrainedModel.write(models.resolve("noise"), "noise", "v1", 1);
        Manifest manifest = artefact.manifest();
        Selection dress = Selection.of(Map.of("category", "Dress"));
        try (NetworkGenerator generator = NetworkGenerator.load(artefact)) {
            float[][] conditions = {manifest.schema().encode(dress)};
            picture = generator
                    .generate(conditions, new long[] {42}, new int[] {3})
                    .get(0);
        }
        provenance = new Provenance(dress, 42, 3, "noise", "v1", manifest.digest(), RuntimeFingerprint.current());
    }

    private static Comparison recreate(Picture pixels, Provenance texts) throws IOException {
        return Recreation.of(Png.encode(pixels, texts.toTexts()), finder()).comparison();
    }

    @Test
    void aPictureComesOutAgainByteForByte() throws IOException {
        byte[] original = Png.encode(picture, provenance.toTexts());

        Recreation recreation = Recreation.of(original, finder());

        assertThat(recreation.png()).isEqualTo(original);
        assertThat(recreation.comparison()).isEqualTo(new Comparison(true, Sha256.of(original), List.of()));
    }

    @Test
    void aPictureOfAnExperimentComesOutAgainByteForByte() throws IOException {
        Destination to =
                new Destination(Optional.of(new Latent(9, 0)), Optional.of(Selection.of(Map.of("category", "Bag"))));
        Ingredients made = new Ingredients(
                provenance.attributes(),
                new Latent(42, 3),
                Optional.of(new Waypoint(to, 2, 5)),
                Optional.of(new Truncation(new BigDecimal("0.7"))));
        PictureInput input = PictureInput.of(
                made, artefact.manifest().schema(), artefact.manifest().latentSize());
        Picture between;
        try (NetworkGenerator generator = NetworkGenerator.load(artefact)) {
            between = generator
                    .generate(new float[][] {input.condition()}, new float[][] {input.latent()})
                    .get(0);
        }
        byte[] original = Png.encode(
                between,
                Provenance.of(made, "noise", "v1", provenance.digest(), provenance.runtime())
                        .toTexts());

        assertThat(between.pixels()).isNotEqualTo(picture.pixels());
        assertThat(Recreation.of(original, finder()).png()).isEqualTo(original);
    }

    @Test
    void aPictureOfAnotherRuntimeIsComparedByItsPixels() throws IOException {
        Provenance elsewhere =
                new Provenance(provenance.attributes(), 42, 3, "noise", "v1", provenance.digest(), "another processor");

        assertThat(recreate(picture, elsewhere).findings())
                .satisfiesExactly(
                        first -> assertThat(first).contains("another runtime, 'another processor'"),
                        second -> assertThat(second).isEqualTo("every pixel is equal"));
    }

    @Test
    void anAlteredPixelIsFound() throws IOException {
        byte[] pixels = picture.pixels().clone();
        pixels[100] ^= 4;

        Comparison comparison = recreate(new Picture(28, 28, 1, pixels), provenance);

        assertThat(comparison.identical()).isFalse();
        assertThat(comparison.findings())
                .containsExactly(
                        "1 of 784 pixel values differ, by at most 4 of 255: its pixels or its texts were altered");
    }

    @Test
    void anAlteredSeedGivesOtherPixels() throws IOException {
        Provenance lie = new Provenance(
                provenance.attributes(), 43, 3, "noise", "v1", provenance.digest(), provenance.runtime());

        assertThat(recreate(picture, lie).findings()).singleElement().asString().contains("were altered");
    }

    @Test
    void anAlteredNameIsFoundByTheDigest() throws IOException {
        Provenance lie = new Provenance(
                provenance.attributes(), 42, 3, "masterpiece", "v1", provenance.digest(), provenance.runtime());

        assertThat(recreate(picture, lie).findings()).anySatisfy(finding -> assertThat(finding)
                .contains("model says 'masterpiece'", "'noise' belongs to its digest"));
    }

    @Test
    void anUnknownDigestIsNamedWithThatOfTheVersion() {
        String other = "0".repeat(64);
        Provenance lie = new Provenance(provenance.attributes(), 42, 3, "noise", "v1", other, provenance.runtime());

        assertThatThrownBy(() -> recreate(picture, lie))
                .isInstanceOf(CommandFailure.class)
                .hasMessageContaining(other)
                .hasMessageContaining(artefact.manifest().digest());
    }

    @Test
    void attributesThatTheModelDoesNotHaveAreAnAlteredText() {
        Provenance lie = new Provenance(
                Selection.of(Map.of("category", "Spaceship")), 42, 3, "noise", "v1", provenance.digest(), "any");

        assertThatThrownBy(() -> recreate(picture, lie))
                .isInstanceOf(CommandFailure.class)
                .hasMessageContaining("altered")
                .hasMessageContaining("Spaceship");
    }

    @Test
    void aPictureOfSomebodyElseHasNoProvenance() {
        byte[] foreign = Png.encode(picture, Map.of("Author", "somebody"));

        assertThatThrownBy(() -> Recreation.of(foreign, finder()))
                .isInstanceOf(InvalidPngException.class)
                .hasMessageContaining("not made by Atelier");
    }
}
