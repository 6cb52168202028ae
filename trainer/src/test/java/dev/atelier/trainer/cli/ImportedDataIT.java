package dev.atelier.trainer.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.atelier.contract.json.Json;
import dev.atelier.contract.objects.ObjectStore;
import dev.atelier.contract.testing.Buckets;
import dev.atelier.contract.testing.EmbeddedServers;
import dev.atelier.trainer.datasets.PreparedFolder;
import dev.atelier.trainer.datasets.PreparedProducts;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.UUID;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A data set in the object store, by the commands. The build gives the store's keys in the environment variables that the
 * commands read: ATELIER_STORE_ACCESS_KEY and ATELIER_STORE_SECRET_KEY, those of {@link EmbeddedServers}.
 */
class ImportedDataIT {

    private static final String STORE = EmbeddedServers.shared().s3().toString();

    @TempDir
    Path folder;

    private final String name = "products-" + UUID.randomUUID().toString().substring(0, 8);
    private PreparedFolder prepared;

    @BeforeEach
    void prepare() throws IOException {
        prepared = PreparedProducts.in(folder, 10, 8);
    }

    @Test
    void anImportedVersionIsDescribedAndTrainedOn() throws IOException {
        assertThat(imported(prepared).path("imported").asBoolean()).isTrue();
        assertThat(imported(prepared).path("imported").asBoolean()).isFalse();

        Path description = folder.resolve("description");
        JsonNode report = Json.mapper()
                .readTree(PrepareAndTrainTest.run(
                        with("data", "describe", name + "@1", "--out", description.toString(), "--json")));

        assertThat(report.path("digest").asText()).isEqualTo(prepared.manifest().digest());
        int training = report.at("/pictures/training").asInt();
        assertThat(training + report.at("/pictures/heldOut").asInt()).isEqualTo(40);
        assertThat(report.at("/attributes/type/Topwear/training").asInt()
                        + report.at("/attributes/type/Bottomwear/training").asInt())
                .isEqualTo(training);
        assertThat(report.at("/attributes/colour").size()).isEqualTo(2);
        assertThat(ImageIO.read(description.resolve("counts.png").toFile()).getWidth())
                .isEqualTo(900);
        assertThat(ImageIO.read(description.resolve("samples.png").toFile()).getHeight())
                .isGreaterThan(4 * 8);

        Path recipe = Files.writeString(folder.resolve("small.yaml"), PrepareAndTrainTest.RECIPE);
        String run = folder.resolve("run").toString();
        PrepareAndTrainTest.run(with(
                "train",
                "--model",
                "cgan",
                "--recipe",
                recipe.toString(),
                "--data",
                name + "@1",
                "--out",
                run,
                "--no-scores"));
        JsonNode model = Json.mapper()
                .readTree(folder.resolve("run/artefact/manifest.json").toFile());
        assertThat(model.path("dataDigest").asText())
                .isEqualTo(prepared.manifest().digest());
    }

    @Test
    void otherDataUnderTheSameVersionAreRefused() throws IOException {
        imported(prepared);
        PreparedFolder other = PreparedProducts.in(Files.createDirectory(folder.resolve("other")), 5, 8);

        assertThat(refused(
                        "data",
                        "import",
                        name,
                        "--version",
                        "1",
                        "--from",
                        other.folder().toString(),
                        "--s3",
                        STORE))
                .contains("version 1 of " + name, "versions are immutable");
    }

    @Test
    void anAlteredObjectIsRefusedByName() throws IOException {
        imported(prepared);
        String key = "datasets/" + name + "/1/files/"
                + prepared.manifest().files().get("training-00000.pictures").sha256();
        try (ObjectStore store = store()) {
            byte[] bytes = store.get(key);
            bytes[10] ^= 1;
            store.put(key, bytes, "application/octet-stream", Map.of());
        }

        assertThat(refused(with("data", "describe", name + "@1")))
                .contains("training-00000.pictures of version 1 of " + name, "altered in the store");
    }

    @Test
    void anImportThatWasKilledBeforeItsManifestIsNoVersion() throws IOException {
        imported(prepared);
        try (ObjectStore store = store()) {
            store.delete("datasets/" + name + "/1/manifest.json");
        }

        assertThat(refused(with("data", "describe", name + "@1"))).contains("there is no version 1 of " + name);
        assertThat(imported(prepared).path("imported").asBoolean()).isTrue();
    }

    private JsonNode imported(PreparedFolder data) throws IOException {
        return Json.mapper()
                .readTree(PrepareAndTrainTest.run(
                        "data",
                        "import",
                        name,
                        "--version",
                        "1",
                        "--from",
                        data.folder().toString(),
                        "--s3",
                        STORE,
                        "--json"));
    }

    /** With the store and a cache of this test's own. */
    private String[] with(String... command) {
        return PrepareAndTrainTest.and(
                command, "--s3", STORE, "--data-cache", folder.resolve("cache").toString());
    }

    private static String refused(String... command) {
        PrintStream err = System.err;
        ByteArrayOutputStream captured = new ByteArrayOutputStream();
        System.setErr(new PrintStream(captured, true, StandardCharsets.UTF_8));
        try {
            assertThat(TrainerCli.run(command)).isNotZero();
        } finally {
            System.setErr(err);
        }
        return captured.toString(StandardCharsets.UTF_8);
    }

    private static ObjectStore store() {
        return Buckets.open(EmbeddedServers.shared(), "atelier");
    }
}
