package dev.atelier.trainer.training;

import static org.assertj.core.api.Assertions.assertThat;

import dev.atelier.contract.artefact.Artefact;
import dev.atelier.contract.artefact.ShippedModels;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class ShippedRecipesTest {

    @Test
    void whatAShippedModelsManifestSaysOfItsTrainingIsARecipeToTrainItByAgain() throws IOException {
        Path folder = Path.of(System.getProperty("atelier.root"), "deploy", "models");
        List<Artefact> shipped = new ShippedModels(folder)
                .artefacts().stream()
                        .filter(artefact -> !artefact.manifest().isEmbedder())
                        .toList();

        assertThat(shipped).isNotEmpty();
        for (Artefact artefact : shipped) {
            assertThat(ModelRun.recipeOf(artefact.manifest().recipe()).model())
                    .isEqualTo(artefact.manifest().kind());
        }
    }
}
