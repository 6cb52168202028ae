package dev.atelier.trainer.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.atelier.contract.artefact.Artefact;
import dev.atelier.contract.artefact.Manifest;
import dev.atelier.contract.artefact.PictureFormat;
import dev.atelier.contract.json.Json;
import dev.atelier.trainer.datasets.DataSet;
import dev.atelier.trainer.training.TinyProgressive;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AskedTest {

    /** Every second picture of each class is also noisy, which its class doesn't say. */
    private static final DataSet DATA = TinyProgressive.data();

    @TempDir
    Path folder;

    @Test
    void aModelThatWasToldOfClassesAloneIsAskedForNothingElse() throws IOException {
        Asked asked = Asked.of(manifest("class"), DATA);

        for (int i = 0; i < DATA.test().count(); i++) {
            assertThat(asked.condition(i)).isEqualTo(DATA.test().classes().condition(asked.label(i)));
        }
    }

    @Test
    void aModelThatWasToldEverythingIsAskedForAllThatHeldOutPicturesHave() throws IOException {
        Asked asked = Asked.of(manifest("all"), DATA);

        assertThat(IntStream.range(0, DATA.test().count()).filter(i -> asked.condition(i)[2] == 1))
                .hasSize(DATA.test().count() / 2);
    }

    private Manifest manifest(String conditions) throws IOException {
        return Artefact.write(
                        folder.resolve(conditions),
                        new Artefact.Description(
                                "tiny",
                                "1",
                                "cpggan",
                                new PictureFormat(16, 16, 1),
                                6,
                                DATA.schema(),
                                Json.mapper().createObjectNode().put("conditions", conditions),
                                DATA.digest(),
                                Json.mapper().createObjectNode()),
                        Map.of(Manifest.NETWORK, new byte[1], Manifest.WEIGHTS, new byte[1]))
                .manifest();
    }
}
