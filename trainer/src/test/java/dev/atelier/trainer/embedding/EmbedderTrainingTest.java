package dev.atelier.trainer.embedding;

import static org.assertj.core.api.Assertions.assertThat;

import dev.atelier.contract.artefact.Artefact;
import dev.atelier.contract.images.Picture;
import dev.atelier.contract.json.Json;
import dev.atelier.contract.models.Model;
import dev.atelier.contract.products.FeatureVector;
import dev.atelier.generator.embedding.Embedder;
import dev.atelier.trainer.datasets.DataSet;
import dev.atelier.trainer.datasets.Examples;
import dev.atelier.trainer.datasets.PreparedProducts;
import dev.atelier.trainer.recipes.FramingSettings;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbedderTrainingTest {
    private static final EmbedderRecipe RECIPE =
            new EmbedderRecipe(6, 8, 1, 8, 12, 2e-3, new FramingSettings(false, 0));

    @TempDir
    Path folder;

    @Test
    void picturesOfOneClassComeToLieCloserThanOthersAndAStoppedTrainingGoesOnToTheSameBits() throws Exception {
        DataSet data = PreparedProducts.in(folder, 60, 16).read();
        EmbedderTraining training = new EmbedderTraining(RECIPE, data, folder.resolve("run"));

        Artefact artefact = training.run("1", embedder -> Json.mapper().createObjectNode(), List.of(), () -> false)
                .orElseThrow();

        assertThat(artefact.manifest().model()).isEqualTo(Model.PRODUCT_EMBEDDER);
        assertThat(artefact.manifest().isEmbedder()).isTrue();
        assertThat(artefact.manifest().dataDigest()).isEqualTo(data.digest());
        assertThat(artefact.manifest().recipe().path("epochs").asInt()).isEqualTo(6);
        try (Embedder embedder = Embedder.load(artefact)) {
            assertThat(meanCosine(embedder, data.training(), true))
                    .isGreaterThan(meanCosine(embedder, data.training(), false) + 0.2);
        }

        EmbedderTraining again = new EmbedderTraining(RECIPE, data, folder.resolve("again"));
        int[] steps = {0};
        assertThat(again.run("1", embedder -> Json.mapper().createObjectNode(), List.of(), () -> ++steps[0] == 5))
                .isEmpty();
        assertThat(again.run("1", embedder -> Json.mapper().createObjectNode(), List.of(), () -> false)
                        .orElseThrow()
                        .manifest()
                        .digest())
                .isEqualTo(artefact.manifest().digest());
    }

    private static double meanCosine(Embedder embedder, Examples examples, boolean alike) {
        List<Picture> pictures =
                IntStream.range(0, 60).mapToObj(examples::picture).toList();
        List<FeatureVector> vectors = embedder.embed(pictures);
        return IntStream.range(0, 60)
                .boxed()
                .flatMap(i -> IntStream.range(0, i)
                        .filter(j -> (examples.label(i) == examples.label(j)) == alike)
                        .mapToObj(j -> vectors.get(i).cosine(vectors.get(j))))
                .mapToDouble(cosine -> cosine)
                .average()
                .orElseThrow();
    }
}
