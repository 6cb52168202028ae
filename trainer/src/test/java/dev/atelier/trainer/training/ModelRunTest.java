package dev.atelier.trainer.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.atelier.contract.artefact.Artefact;
import dev.atelier.contract.json.Json;
import dev.atelier.generator.layers.Network;
import dev.atelier.generator.runtime.Generator;
import dev.atelier.generator.runtime.NetworkGenerator;
import dev.atelier.trainer.artefacts.GeneratorExport;
import dev.atelier.trainer.datasets.DataSet;
import dev.atelier.trainer.datasets.SmallFashionMnist;
import dev.atelier.trainer.recipes.Recipe;
import dev.atelier.trainer.recipes.RecipeFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ModelRunTest {

    private static Recipe recipe(String model, String name) throws IOException {
        Recipe recipe = RecipeFile.find(model, name).parse();
        return recipe.with(recipe.plan().withBatch(8).withEpochs(2).withSeed(4));
    }

    @TempDir
    Path folder;

    @ParameterizedTest
    @CsvSource({"cgan,seed", "cgan,strong", "cvae,seed", "cvae,strong"})
    void aRunLeavesItsFilesAndAnArtefactThatMakesWhatTheTrainedNetworkMakes(String model, String name)
            throws IOException {
        SmallFashionMnist.write(folder, 16, 10);
        DataSet data = DataSet.read("fashion-mnist", Optional.of(folder));
        Path place = folder.resolve("run");
        Recipe recipe = recipe(model, name);
        ModelRun run = ModelRun.of(recipe, data, place);
        assertThat(ModelRun.begun(place)).isFalse();

        assertThat(run.train(3, List.of(), () -> false)).isEqualTo(new TrainingOutcome.Completed(4));

        assertThat(ModelRun.begun(place)).isTrue();
        assertThat(ModelRun.recipeOf(place)).isEqualTo(recipe);
        assertThat(Files.readAllLines(place.resolve("losses.jsonl"))).hasSize(4);
        assertThat(ImageIO.read(place.resolve("losses.png").toFile())).isNotNull();
        assertThat(ImageIO.read(place.resolve("sheets/epoch-002.png").toFile()).getWidth())
                .isGreaterThan(10 * 2 * 28);

        try (Network network = run.trained(Optional.empty()).network()) {
            Artefact artefact = new GeneratorExport("fashion-mnist-cgan", "0.0.1", "cgan", data, run.recipeJson())
                    .write(
                            network,
                            generator -> Json.mapper().createObjectNode().put("labelMatch", 0.5),
                            place.resolve("artefact"));
            assertThat(artefact.manifest().recipe().at("/plan/seed").asLong()).isEqualTo(4);
            assertThat(artefact.manifest().dataDigest()).isEqualTo(data.digest());
            assertThat(artefact.manifest().shown().orElseThrow().rows()).hasSize(10);
            assertThat(artefact.manifest().scores().path("labelMatch").asDouble())
                    .isEqualTo(0.5);
            try (Generator loaded = NetworkGenerator.load(Artefact.open(place.resolve("artefact")));
                    Generator rounded = new NetworkGenerator(network)) {
                assertThat(pixels(loaded)).isEqualTo(pixels(rounded));
            }
        }
    }

    @Test
    void theRecipeOfAFolderWithoutARunIsAskedForInVain() {
        assertThatThrownBy(() -> ModelRun.recipeOf(folder)).hasMessageContaining("no training was begun");
    }

    private static byte[] pixels(Generator generator) {
        return generator
                .generate(new float[][] {{0, 1, 0, 0, 0, 0, 0, 0, 0, 0}}, new long[] {3}, new int[] {0})
                .get(0)
                .pixels();
    }
}
