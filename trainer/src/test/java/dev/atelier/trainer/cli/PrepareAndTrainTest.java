package dev.atelier.trainer.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.atelier.contract.json.Json;
import dev.atelier.trainer.datasets.sources.SmallFashionProducts;
import dev.atelier.trainer.training.TinyProgressive;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** From a published zip file to a model that has two attributes, by the commands. */
class PrepareAndTrainTest {

    /** A network for 3 channels of 8×8 and a condition vector of 4 numbers that stands for 4 classes. */
    static final String RECIPE = """
            model: cgan
            method: adversarial
            plan: {seed: 1, batch: 8, epochs: 1, ratesFallFrom: 0.5, averaging: 0.9}
            loss: {type: hinge}
            generator:
              adam: {rate: 0.0002, beta1: 0, beta2: 0.9}
              input: [4]
              layers:
                - {type: join-condition}
                - {type: dense, units: 32}
                - {type: reshape, shape: [2, 4, 4]}
                - {type: upsample-conv2d, filters: 3}
                - {type: sigmoid}
            discriminator:
              adam: {rate: 0.0002, beta1: 0, beta2: 0.9}
              input: [3, 8, 8]
              layers:
                - {type: join-condition-channel}
                - {type: flatten}
                - {type: dense, units: 1}
            """;

    @TempDir
    Path folder;

    @Test
    void aPreparedDataSetIsTrainedOnAndTheModelHasItsAttributes() throws IOException {
        Path zip = SmallFashionProducts.shirtsAndJeans(10).zip(folder.resolve("products.zip"));
        Path prepared = folder.resolve("sets/wear");

        String manifest = run(
                "data",
                "prepare",
                "fashion-products",
                "--from",
                zip.toString(),
                "--out",
                prepared.toString(),
                "--name",
                "wear",
                "--size",
                "8",
                "--squares",
                "stretch",
                "--filter",
                "wear",
                "--json");

        JsonNode json = Json.mapper().readTree(manifest);
        assertThat(json.path("name").asText()).isEqualTo("wear");
        assertThat(json.at("/settings/squares").asText()).isEqualTo("stretch");
        assertThat(json.at("/counts/training").asInt()).isBetween(20, 40);

        Path recipe = Files.writeString(folder.resolve("small.yaml"), RECIPE);
        run(
                "train",
                "--model",
                "cgan",
                "--recipe",
                recipe.toString(),
                "--data",
                prepared.toString(),
                "--out",
                folder.resolve("run").toString(),
                "--no-scores");

        JsonNode model = Json.mapper()
                .readTree(folder.resolve("run/artefact/manifest.json").toFile());
        assertThat(model.path("model").asText()).isEqualTo("wear-cgan");
        assertThat(model.at("/schema/attributes/0/name").asText()).isEqualTo("type");
        assertThat(model.at("/schema/attributes/1/name").asText()).isEqualTo("colour");
        assertThat(model.path("dataDigest").asText())
                .isEqualTo(json.path("digest").asText());
    }

    @Test
    void aGrowingModelIsTrainedUpToAStageThenFurtherAndAnyStageIsAnArtefact() throws IOException {
        Path zip = SmallFashionProducts.shirtsAndJeans(10).zip(folder.resolve("products.zip"));
        String prepared = folder.resolve("wear").toString();
        run(
                "data",
                "prepare",
                "fashion-products",
                "--from",
                zip.toString(),
                "--out",
                prepared,
                "--name",
                "wear",
                "--size",
                "16");
        Path recipe = Files.writeString(
                folder.resolve("small.yaml"),
                TinyProgressive.recipeText(3).replace("attribute: brightness", "attribute: type"));
        String place = folder.resolve("run").toString();
        String[] train = {
            "train",
            "--model",
            "cdpggan",
            "--recipe",
            recipe.toString(),
            "--data",
            prepared,
            "--out",
            place,
            "--no-scores"
        };

        run(and(train, "--stages-up-to", "8"));
        run(and(train, "--stages-up-to", "16", "--resume"));
        run("export", "--run", place, "--data", prepared, "--stage", "4", "--no-scores", "--version-name", "1-4");

        for (int side : new int[] {4, 8, 16}) {
            JsonNode model = Json.mapper()
                    .readTree(folder.resolve("run/artefact-" + side + "/manifest.json")
                            .toFile());
            assertThat(model.path("model").asText()).isEqualTo("wear-cdpggan");
            assertThat(model.path("kind").asText()).isEqualTo("cdpggan");
            assertThat(model.at("/recipe/stage").asInt()).isEqualTo(side);
            assertThat(model.at("/picture/width").asInt()).isEqualTo(side);
            assertThat(model.path("version").asText()).isEqualTo(side == 4 ? "1-4" : "1");
        }
    }

    @Test
    void aSmallerStageIsMeasuredInItsOwnSizeOnTheLargestClasses() throws IOException {
        Path zip = SmallFashionProducts.shirtsAndJeans(100).zip(folder.resolve("products.zip"));
        String prepared = folder.resolve("wear").toString();
        run("data", "prepare", "fashion-products", "--from", zip.toString(), "--out", prepared, "--size", "16");
        Path recipe = Files.writeString(
                folder.resolve("small.yaml"),
                TinyProgressive.recipeText(3)
                        .replace("attribute: brightness", "attribute: type")
                        .replace("conditions: all", "conditions: class")
                        .replace("batch: 4", "batch: 32"));
        String classifier = folder.resolve("classifier").toString();
        String[] train = {"train", "--model", "cdpggan", "--recipe", recipe.toString(), "--data", prepared, "--out"};
        run(and(train, folder.resolve("run").toString(), "--no-scores", "--stages-up-to", "8"));
        Path table = folder.resolve("table.md");

        String report = run(
                "evaluate",
                "--model",
                folder.resolve("run/artefact-8").toString(),
                "--data",
                prepared,
                "--largest-classes",
                "3",
                "--images",
                "40",
                "--cas-images",
                "64",
                "--cas-epochs",
                "1",
                "--neighbours",
                "10",
                "--classifier",
                classifier,
                "--classifier-epochs",
                "1",
                "--inception-table",
                table.toString(),
                "--json");

        JsonNode json = Json.mapper().readTree(report);
        assertThat(json.at("/attributes/type/values").size()).isEqualTo(2);
        assertThat(json.at("/attributes/colour/match").isNumber()).isTrue();
        assertThat(json.at("/jointMatch/real").isNumber()).isTrue();
        assertThat(json.at("/classes/values").size()).isEqualTo(3);
        assertThat(json.at("/cas/accuracy").isNumber()).isTrue();
        assertThat(table).content().containsPattern("CDPGGAN \\| [0-9.]+ ± [0-9.]+ \\([0-9.]+ ×\\) \\| –");
        assertThat(Json.mapper()
                        .readTree(folder.resolve("classifier/network.json").toFile())
                        .at("/input/1")
                        .asInt())
                .isEqualTo(8);
    }

    static String[] and(String[] command, String... options) {
        return Stream.concat(Stream.of(command), Stream.of(options)).toArray(String[]::new);
    }

    static String run(String... args) {
        PrintStream out = System.out;
        ByteArrayOutputStream captured = new ByteArrayOutputStream();
        System.setOut(new PrintStream(captured, true, StandardCharsets.UTF_8));
        try {
            assertThat(TrainerCli.run(args)).isZero();
        } finally {
            System.setOut(out);
        }
        return captured.toString(StandardCharsets.UTF_8);
    }
}
