package dev.atelier.trainer.recipes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.atelier.contract.json.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RecipeFileTest {

    @TempDir
    Path folder;

    @Test
    void everyModelHasEveryRecipe() throws IOException {
        for (String model : RecipeFile.MODELS) {
            for (String name : RecipeFile.of(model)) {
                RecipeFile file = RecipeFile.find(model, name);
                Recipe recipe = file.parse();
                assertThat(recipe.model()).isEqualTo(model);
                assertThat(file.shortName()).isEqualTo(name);
            }
        }
    }

    @Test
    void aRecipeSurvivesTheManifestsJson() throws IOException {
        Recipe recipe = RecipeFile.find("cgan", "strong").parse();
        assertThat(Json.mapper().readValue(Json.pretty(recipe), Recipe.class)).isEqualTo(recipe);
    }

    @Test
    void aCopiedFileIsARecipe() throws IOException {
        Path mine = folder.resolve("mine.yaml");
        Files.writeString(mine, RecipeFile.find("cvae", "seed").text().replace("epochs: 5", "epochs: 3"));

        RecipeFile file = RecipeFile.find("cvae", mine.toString());

        assertThat(file.parse().plan().epochs()).isEqualTo(3);
        assertThat(file.shortName()).isEqualTo("mine");
    }

    @Test
    void aFileMaySayOnlyItsDifferencesFromAShippedRecipe() throws IOException {
        Path mine = folder.resolve("mine.yaml");
        Files.writeString(
                mine, "base: cvae-seed\nplan: {seed: 1, batch: 64, epochs: 3, ratesFallFrom: 1, averaging: 0}\n");

        Recipe recipe = RecipeFile.find("cvae", mine.toString()).parse();

        Recipe base = RecipeFile.find("cvae", "seed").parse();
        assertThat(recipe.plan().epochs()).isEqualTo(3);
        assertThat(((VariationalRecipe) recipe).decoder()).isEqualTo(((VariationalRecipe) base).decoder());
    }

    @Test
    void aBaseThatIsNotThereIsAnsweredWithSuggestion() {
        assertThatThrownBy(() -> RecipeFile.written("mine", "base: cvae-sead\n"))
                .hasMessageContaining("mine: there is no recipe 'cvae-sead' to build on; did you mean cvae-seed");
    }

    @Test
    void aMistakeInDifferencesIsAnsweredWithTheLineOfTheWhole() {
        assertThatThrownBy(() -> RecipeFile.written("mine", "base: cvae-seed\nlayers: []\n")
                        .parse())
                .hasMessageMatching("mine over cvae-seed, line \\d+: there is no key 'layers' here.*");
    }

    @Test
    void anUnknownKeyIsAnsweredWithLineAndSuggestion() {
        assertThatThrownBy(() -> changed("averaging: 0", "averageing: 0").parse())
                .isInstanceOf(IOException.class)
                .hasMessageContaining("mine, line 6: there is no key 'averageing' here; did you mean averaging");
        assertThatThrownBy(() -> changed("filters: 64, kernel: 4", "filters: 64, kernels: 4")
                        .parse())
                .hasMessageContaining("line 30: there is no key 'kernels' here; did you mean kernel");
    }

    @Test
    void anUnknownLayerLossOrMethodIsAnsweredWithLineAndSuggestion() {
        assertThatThrownBy(() -> changed("type: flatten", "type: flaten").parse())
                .hasMessageContaining("there is no 'flaten' here; did you mean flatten");
        assertThatThrownBy(() -> changed("type: minimax", "type: hinged").parse())
                .hasMessageContaining("there is no 'hinged' here; did you mean hinge");
        assertThatThrownBy(() ->
                        changed("method: adversarial", "method: variation").parse())
                .hasMessageContaining("there is no 'variation' here; did you mean variational");
    }

    @Test
    void numbersOutOfRangeAndMissingKeysAreNamed() {
        assertThatThrownBy(() -> changed("batch: 64", "batch: 0").parse())
                .hasMessageContaining("line 6: batch must be 1 or more, got 0");
        assertThatThrownBy(() -> changed("batch: 64", "batch: many").parse()).hasMessageContaining("line 6");
        assertThatThrownBy(() -> changed("  input: [62]\n", "").parse())
                .hasMessageContaining("'input' is missing")
                .hasMessageContaining("mine");
        assertThatThrownBy(() -> changed("slope: 0.2", "slope: 2").parse()).hasMessageContaining("slope from 0 to 1");
        assertThatThrownBy(() -> RecipeFile.written("mine", "").parse()).hasMessageContaining("mine");
    }

    @Test
    void whatDoesNotExistIsAnsweredWithWhatDoes() {
        assertThatThrownBy(() -> RecipeFile.find("cgam", "seed"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("no model 'cgam'")
                .hasMessageContaining("cgan");
        assertThatThrownBy(() -> RecipeFile.find("cgan", "sead"))
                .hasMessageContaining("no recipe 'sead'")
                .hasMessageContaining("strong");
    }

    private static RecipeFile changed(String from, String to) throws IOException {
        String text = RecipeFile.find("cgan", "seed").text();
        assertThat(text).contains(from);
        return RecipeFile.written("mine", text.replaceFirst(java.util.regex.Pattern.quote(from), to));
    }
}
