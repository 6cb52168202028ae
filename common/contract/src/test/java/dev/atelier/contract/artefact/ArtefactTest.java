package dev.atelier.contract.artefact;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.atelier.contract.attributes.Attribute;
import dev.atelier.contract.attributes.AttributeSchema;
import dev.atelier.contract.attributes.ShownCombinations;
import dev.atelier.contract.json.Json;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ArtefactTest {
    @TempDir
    Path folder;

    private Artefact write() throws Exception {
        ObjectNode empty = JsonNodeFactory.instance.objectNode();
        var what = new Artefact.Description(
                "bags",
                "1",
                "cgan",
                new PictureFormat(28, 28, 1),
                62,
                AttributeSchema.of(Attribute.oneOf("category", List.of("Bag", "Dress"))),
                empty,
                "sha256:0",
                empty);
        return Artefact.write(
                folder, what, Map.of(Manifest.NETWORK, "{}".getBytes(), Manifest.WEIGHTS, new byte[] {1, 2, 3}));
    }

    @Test
    void opensWhatWasWritten() throws Exception {
        Manifest written = write().manifest();

        assertThat(Artefact.open(folder).manifest()).isEqualTo(written);
    }

    @Test
    void aPartOfOtherBytesIsRefused() throws Exception {
        write();
        Files.write(folder.resolve(Manifest.WEIGHTS), new byte[] {1, 2, 4});

        assertThatThrownBy(() -> Artefact.open(folder))
                .isInstanceOf(InvalidArtefactException.class)
                .hasMessageContaining("weights.safetensors has SHA-256")
                .hasMessageContaining("altered");
    }

    @Test
    void aCutPartIsRefused() throws Exception {
        write();
        Files.write(folder.resolve(Manifest.WEIGHTS), new byte[] {1, 2});

        assertThatThrownBy(() -> Artefact.open(folder)).hasMessageContaining("has 2 bytes where the manifest says 3");
    }

    @Test
    void aMissingPartIsRefused() throws Exception {
        write();
        Files.delete(folder.resolve(Manifest.NETWORK));

        assertThatThrownBy(() -> Artefact.open(folder)).hasMessageContaining("network.json is missing");
    }

    @Test
    void aFolderWithoutManifestIsNoArtefact() throws Exception {
        write();
        Files.delete(folder.resolve(Manifest.FILE));

        assertThatThrownBy(() -> Artefact.open(folder)).hasMessageContaining("holds no manifest.json");
    }

    @Test
    void aManifestWhoseSchemaWasAlteredIsRefused() throws Exception {
        write();
        Path manifest = folder.resolve(Manifest.FILE);
        Files.writeString(manifest, Files.readString(manifest).replace("Dress", "Drass"));

        assertThatThrownBy(() -> Artefact.open(folder)).hasMessageContaining("it was altered");
    }

    @Test
    void aManifestFromTheFutureIsRefused() throws Exception {
        write();
        Path manifest = folder.resolve(Manifest.FILE);
        ObjectNode json = (ObjectNode) Json.mapper().readTree(Files.readAllBytes(manifest));
        Files.write(manifest, Json.bytes(json.put("schemaVersion", 2)));

        assertThatThrownBy(() -> Artefact.open(folder)).hasMessageContaining("manifest version 2 is not known here");
    }

    @Test
    void anArtefactIsNotWrittenOver() throws Exception {
        write();

        assertThatThrownBy(this::write).hasMessageContaining("artefacts are immutable");
    }

    @Test
    void whatThePicturesShowedAndWhichRunMadeItIsKeptAndNoPartOfTheDigest() throws Exception {
        Manifest silent = write().manifest();
        Path other = folder.resolve("other");
        var shown = new ShownCombinations(List.of("category"), List.of(List.of("Bag")));
        var what = new Artefact.Description(
                silent.model(),
                silent.version(),
                silent.kind(),
                silent.picture(),
                silent.latentSize(),
                silent.schema(),
                silent.recipe(),
                silent.dataDigest(),
                silent.scores(),
                Optional.of(shown),
                Optional.of(new Lineage("run", 1, "bags", "2", Optional.empty(), "1.0")));

        Artefact.write(other, what, Map.of(Manifest.NETWORK, "{}".getBytes(), Manifest.WEIGHTS, new byte[] {1, 2, 3}));

        assertThat(silent.shown()).isEmpty();
        assertThat(Files.readString(folder.resolve(Manifest.FILE))).doesNotContain("shown");
        assertThat(Artefact.open(other).manifest().shown()).contains(shown);
        assertThat(Artefact.open(other).manifest().lineage().orElseThrow().run())
                .isEqualTo("run");
        assertThat(Artefact.open(other).manifest().digest()).isEqualTo(silent.digest());
    }

    @Test
    void scoresAndRecipeAreNoPartOfTheDigest() throws Exception {
        Manifest m = write().manifest();
        ObjectNode scores = JsonNodeFactory.instance.objectNode().put("labelMatch", 0.9);

        Manifest scored = new Manifest(
                m.schemaVersion(),
                m.model(),
                m.version(),
                m.kind(),
                m.createdAt(),
                m.picture(),
                m.latentSize(),
                m.schema(),
                m.recipe(),
                m.dataDigest(),
                scores,
                m.parts(),
                m.digest(),
                m.shown(),
                m.lineage());

        assertThat(scored.digest()).isEqualTo(m.digest());
    }
}
