package dev.atelier.trainer.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.atelier.contract.artefact.Artefact;
import dev.atelier.contract.artefact.Manifest;
import dev.atelier.contract.artefact.PictureFormat;
import dev.atelier.contract.attributes.Attribute;
import dev.atelier.contract.attributes.AttributeSchema;
import dev.atelier.contract.json.Json;
import dev.atelier.generator.layers.Dense;
import dev.atelier.generator.layers.Flatten;
import dev.atelier.generator.layers.Network;
import dev.atelier.generator.layers.NetworkSpec;
import dev.atelier.trainer.datasets.DataSet;
import dev.atelier.trainer.datasets.SmallFashionMnist;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RequirementsTest {

    @TempDir
    Path folder;

    private DataSet data;
    private Requirements requirements;

    @BeforeEach
    void writeData() throws IOException {
        SmallFashionMnist.write(folder, 10, 10);
        data = DataSet.read("fashion-mnist", Optional.of(folder));
        requirements = new Requirements(data);
    }

    @Test
    void aModelOfTheDataIsMeasured() throws IOException {
        Manifest fitting = manifest(new PictureFormat(28, 28, 1), data.schema());

        assertThatCode(() -> requirements.check(fitting)).doesNotThrowAnyException();
    }

    @Test
    void picturesOfAnotherSizeAreRefused() throws IOException {
        Manifest larger = manifest(new PictureFormat(32, 32, 3), data.schema());

        assertThatThrownBy(() -> requirements.check(larger))
                .hasMessageContaining("32×32×3, but those of")
                .hasMessageContaining("28×28×1");
    }

    @Test
    void aModelOfOtherAttributesIsRefused() throws IOException {
        Manifest other = manifest(
                new PictureFormat(28, 28, 1), AttributeSchema.of(Attribute.oneOf("colour", List.of("red", "blue"))));

        assertThatThrownBy(() -> requirements.check(other))
                .hasMessageContaining("other attributes")
                .hasMessageContaining("colour");
    }

    @Test
    void tooFewHeldOutPicturesAreRefused() {
        NetworkSpec spec = new NetworkSpec(List.of(1L, 28L, 28L), 0, List.of(new Flatten.Spec(), new Dense.Spec(11)));
        try (Classifier classifier =
                new Classifier(Network.of(spec), new Heads(data.test().classes()), "digest", 1)) {
            assertThatThrownBy(() -> RealSide.of(classifier, data))
                    .hasMessageContaining("at least 12 held-out pictures");
        }
        assertThat(requirements.leastImages()).isEqualTo(12);
    }

    private Manifest manifest(PictureFormat picture, AttributeSchema schema) throws IOException {
        return Artefact.write(
                        folder.resolve("artefact"),
                        new Artefact.Description(
                                "hats",
                                "1",
                                "cgan",
                                picture,
                                8,
                                schema,
                                Json.mapper().createObjectNode(),
                                data.digest(),
                                Json.mapper().createObjectNode()),
                        Map.of(Manifest.NETWORK, new byte[1], Manifest.WEIGHTS, new byte[1]))
                .manifest();
    }
}
