package dev.atelier.trainer.recipes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.atelier.contract.attributes.Attribute;
import dev.atelier.contract.attributes.AttributeSchema;
import dev.atelier.contract.json.Json;
import dev.atelier.generator.layers.Network;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ProgressiveRecipeTest {

    private static final AttributeSchema SCHEMA = AttributeSchema.of(
            Attribute.oneOf("type", List.of("Topwear", "Shoes")), Attribute.manyOf("part", List.of("sleeve", "hood")));

    @Test
    void eachStageButTheFirstIsFadedInAndThenTrainedInFull() throws IOException {
        List<Phase> phases = seed("cpggan").phases();

        assertThat(phases).hasSize(13);
        assertThat(phases.stream().map(Phase::name).limit(4))
                .containsExactly("4-steady", "8-fading", "8-steady", "16-fading");
        assertThat(phases.get(10).recipe().picture()).containsExactly(3L, 128L, 128L);
        assertThat(phases.stream().map(p -> p.recipe().plan().batch()))
                .containsExactly(16, 16, 16, 16, 16, 16, 16, 16, 16, 8, 8, 8, 8);
        assertThat(phases.stream().map(p -> p.recipe().plan().seed())).doesNotHaveDuplicates();
    }

    @ParameterizedTest
    @ValueSource(strings = {"cpggan", "cdpggan"})
    void theNetworksOfAllPhasesGoWithAnyAttributes(String model) throws IOException {
        ProgressiveRecipe strong =
                (ProgressiveRecipe) RecipeFile.find(model, "strong").parse();
        for (ProgressiveRecipe recipe : List.of(strong, seed(model).upTo(8))) {
            for (Phase phase : recipe.phases()) {
                long side = phase.side();
                try (Network generator = Network.of(phase.recipe().generator().network(SCHEMA));
                        Network discriminator =
                                Network.of(phase.recipe().discriminator().network(SCHEMA))) {
                    assertThat(generator.output()).containsExactly(3, side, side);
                    assertThat(discriminator.output()).containsExactly(1);
                }
                phase.recipe().guidance().ifPresent(guidance -> {
                    try (Network classifier = Network.of(guidance.classifier().network(SCHEMA))) {
                        assertThat(classifier.output()).containsExactly(4);
                    }
                });
            }
        }
    }

    @Test
    void theBaselineDiffersInWhatItIsTold() throws IOException {
        ProgressiveRecipe baseline =
                (ProgressiveRecipe) RecipeFile.find("cdpggan", "class-label").parse();
        ProgressiveRecipe strong =
                (ProgressiveRecipe) RecipeFile.find("cdpggan", "strong").parse();

        assertThat(baseline.conditions()).isEqualTo(ProgressiveRecipe.Conditions.CLASS);
        assertThat(baseline.phases()).isEqualTo(strong.phases());
        assertThat(strong.consistency()).isPresent();
    }

    @Test
    void theManifestsJsonIsTheRecipe() throws IOException {
        Recipe recipe = seed("cdpggan").upTo(64);

        assertThat(Json.mapper().readValue(Json.pretty(recipe), Recipe.class)).isEqualTo(recipe);
        assertThat(recipe.picture()).containsExactly(3L, 64L, 64L);
    }

    /** As many as there are pictures to learn from: a stage of large pictures must not get more than it has room for. */
    @Test
    void aMostForTheBatchLeavesTheStagesThatTakeFewerAsTheyAre() throws IOException {
        ProgressiveRecipe recipe = seed("cpggan");

        assertThat(recipe.withBatchUpTo(10).phases().stream()
                        .map(p -> p.recipe().plan().batch()))
                .containsExactly(10, 10, 10, 10, 10, 10, 10, 10, 10, 8, 8, 8, 8);
        assertThat(recipe.withBatchUpTo(4).phases().stream()
                        .map(p -> p.recipe().plan().batch()))
                .containsOnly(4);
        assertThat(recipe.withBatchUpTo(16)).isEqualTo(recipe);
    }

    @Test
    void whatTheCommandLineSaysSpeaksForAllStages() throws IOException {
        ProgressiveRecipe recipe = seed("cpggan");

        assertThat(recipe.withBatch(4).withEpochs(2).phases()).allSatisfy(phase -> {
            assertThat(phase.recipe().plan().batch()).isEqualTo(4);
            assertThat(phase.recipe().plan().epochs()).isEqualTo(2);
        });
        assertThat(recipe.with(recipe.plan().withSeed(2)).stages()).isEqualTo(recipe.stages());
    }

    @Test
    void epochsThatThePlanHasAnywaySpeakForAllStagesToo() throws IOException {
        ProgressiveRecipe recipe =
                (ProgressiveRecipe) RecipeFile.find("cpggan", "strong").parse();
        int epochs = recipe.plan().epochs();

        assertThat(recipe.phases()).anyMatch(phase -> phase.recipe().plan().epochs() != epochs);
        assertThat(recipe.withEpochs(epochs).phases())
                .allMatch(phase -> phase.recipe().plan().epochs() == epochs);
    }

    @Test
    void stagesThatDoNotFollowEachOtherAreNamed() throws IOException {
        String text = RecipeFile.find("cpggan", "seed").text();

        assertThatThrownBy(() -> RecipeFile.written("mine", text.replace("side: 16", "side: 17"))
                        .parse())
                .hasMessageContaining("twice the one before, but 17 comes after 8");
        assertThatThrownBy(() -> RecipeFile.written("mine", text.replace("side: 4\n", "side: 4\n    fading: 1\n"))
                        .parse())
                .hasMessageContaining("the first stage");
        assertThatThrownBy(() -> seed("cpggan").upTo(48))
                .hasMessageContaining("no stage of 48 pixels")
                .hasMessageContaining("[4, 8, 16, 32, 64, 128, 256]");
    }

    private static ProgressiveRecipe seed(String model) throws IOException {
        return (ProgressiveRecipe) RecipeFile.find(model, "seed").parse();
    }
}
