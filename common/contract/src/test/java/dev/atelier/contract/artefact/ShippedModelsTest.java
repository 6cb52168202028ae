package dev.atelier.contract.artefact;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.atelier.contract.attributes.Attribute;
import dev.atelier.contract.attributes.AttributeSchema;
import dev.atelier.contract.json.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ShippedModelsTest {

    @TempDir
    Path folder;

    @Test
    void theNewestVersionIsFoundByTheModelsName() throws IOException {
        write("hats", "9", "2026-01-01T00:00:00Z");
        write("hats", "10", "2026-01-02T00:00:00Z");
        write("shoes", "11", "2026-01-03T00:00:00Z");

        assertThat(new ShippedModels(folder).find("hats").folder()).isEqualTo(folder.resolve("hats/10"));
    }

    @Test
    void anUnknownNameGetsTheClosestOnes() throws IOException {
        write("hats", "1", "2026-01-01T00:00:00Z");

        assertThatThrownBy(() -> new ShippedModels(folder).find("hat"))
                .hasMessage(
                        "'hat' is neither an artefact's folder (with a manifest.json) nor a shipped model; did you mean 'hats'?");
    }

    @Test
    void anArtefactIsFoundByItsFolder() throws IOException {
        write("hats", "1", "2026-01-01T00:00:00Z");

        assertThat(new ShippedModels(folder.resolve("nowhere"))
                        .find(folder.resolve("hats/1").toString())
                        .manifest()
                        .model())
                .isEqualTo("hats");
    }

    @Test
    void anAbsentFolderIsEmptyUnlessItIsRequired() throws IOException {
        ShippedModels absent = new ShippedModels(folder.resolve("nowhere"));
        assertThat(absent.artefacts()).isEmpty();
        assertThat(absent.names()).isEmpty();
        assertThatThrownBy(absent::required).hasMessageContaining("no folder of artefacts");
    }

    private void write(String model, String version, String createdAt) throws IOException {
        Artefact artefact = Artefact.write(
                folder.resolve(model).resolve(version),
                new Artefact.Description(
                        model,
                        version,
                        "cgan",
                        new PictureFormat(28, 28, 1),
                        8,
                        AttributeSchema.of(Attribute.oneOf("colour", List.of("red", "blue"))),
                        Json.mapper().createObjectNode(),
                        "0",
                        Json.mapper().createObjectNode()),
                Map.of(Manifest.NETWORK, new byte[1], Manifest.WEIGHTS, new byte[1]));
        Path manifest = artefact.folder().resolve(Manifest.FILE);
        String written = artefact.manifest().createdAt().toString();
        Files.writeString(manifest, Files.readString(manifest).replace(written, createdAt));
    }
}
