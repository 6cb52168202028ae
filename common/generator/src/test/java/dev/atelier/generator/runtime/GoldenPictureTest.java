package dev.atelier.generator.runtime;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.atelier.contract.artefact.Artefact;
import dev.atelier.contract.artefact.InvalidArtefactException;
import dev.atelier.contract.artefact.Manifest;
import dev.atelier.contract.attributes.Attribute;
import dev.atelier.contract.attributes.AttributeSchema;
import dev.atelier.contract.images.Picture;
import dev.atelier.contract.images.Png;
import dev.atelier.contract.images.PngReader;
import dev.atelier.contract.images.Provenance;
import dev.atelier.generator.layers.Sigmoid;
import dev.atelier.generator.runtime.NetworkGeneratorTest.TestGenerator;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GoldenPictureTest {
    private static final AttributeSchema SCHEMA =
            AttributeSchema.of(Attribute.oneOf("category", List.of("Bag", "Coat", "Dress", "Shirt")));
    private static final ObjectNode NOTHING = JsonNodeFactory.instance.objectNode();
    private static final Map<String, byte[]> PARTS =
            Map.of(Manifest.NETWORK, new byte[] {1}, Manifest.WEIGHTS, new byte[] {2});

    private final NetworkGenerator generator = TestGenerator.create(1, new Sigmoid.Spec());
    private final Artefact.Description what = new Artefact.Description(
            "bags", "1", "cgan", generator.picture(), generator.latentSize(), SCHEMA, NOTHING, "data", NOTHING);
    private final byte[] golden = GoldenPicture.of(generator, SCHEMA, "bags", "1", what.digest(PARTS));

    @TempDir
    private Path folder;

    @AfterEach
    void close() {
        generator.close();
    }

    private Artefact artefact(Optional<byte[]> picture) throws IOException {
        var parts = new HashMap<>(PARTS);
        picture.ifPresent(png -> parts.put(Manifest.GOLDEN, png));
        return Artefact.write(folder.resolve("artefact"), what, parts);
    }

    /** The golden picture as another runtime might have made it. */
    private byte[] elsewhere(int difference) {
        Provenance here = Provenance.of(golden);
        Picture picture = PngReader.decode(golden);
        byte[] pixels = picture.pixels().clone();
        int value = pixels[7] & 0xFF;
        pixels[7] = (byte) (value >= difference ? value - difference : value + difference);
        Provenance there = new Provenance(
                here.attributes(), here.seed(), here.index(), here.model(), here.version(), here.digest(), "elsewhere");
        return Png.encode(new Picture(picture.width(), picture.height(), picture.channels(), pixels), there.toTexts());
    }

    @Test
    void theGeneratorThatMadeItPasses() throws IOException {
        Artefact artefact = artefact(Optional.of(golden));
        assertThatCode(() -> GoldenPicture.check(generator, artefact)).doesNotThrowAnyException();
    }

    @Test
    void anArtefactWithoutOnePasses() throws IOException {
        Artefact artefact = artefact(Optional.empty());
        assertThatCode(() -> GoldenPicture.check(generator, artefact)).doesNotThrowAnyException();
    }

    @Test
    void aGeneratorOfOtherNumbersDoesNotPass() throws IOException {
        Artefact artefact = artefact(Optional.of(golden));
        try (NetworkGenerator other = TestGenerator.create(2, new Sigmoid.Spec())) {
            assertThatThrownBy(() -> GoldenPicture.check(other, artefact))
                    .isInstanceOf(InvalidArtefactException.class)
                    .hasMessageContaining("bags 1 makes another picture here than its golden one");
        }
    }

    @Test
    void onAnotherRuntimeAShadePassesAndMoreDoesNot() throws IOException {
        Artefact near = artefact(Optional.of(elsewhere(GoldenPicture.TOLERANCE)));
        assertThatCode(() -> GoldenPicture.check(generator, near)).doesNotThrowAnyException();

        folder = folder.resolve("far");
        Artefact far = artefact(Optional.of(elsewhere(GoldenPicture.TOLERANCE + 1)));
        assertThatThrownBy(() -> GoldenPicture.check(generator, far))
                .hasMessageContaining("differs by 5 of 255 (made by 'elsewhere', at most 4)");
    }

    @Test
    void thePictureOfAnotherVersionIsNoGoldenPicture() throws IOException {
        byte[] others = GoldenPicture.of(generator, SCHEMA, "bags", "0", "f".repeat(64));
        Artefact artefact = artefact(Optional.of(others));
        assertThatThrownBy(() -> GoldenPicture.check(generator, artefact))
                .hasMessageContaining("was made by digest ffff");
    }
}
