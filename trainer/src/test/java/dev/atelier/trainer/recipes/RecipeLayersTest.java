package dev.atelier.trainer.recipes;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.Test;

class RecipeLayersTest {
    private static final String BASE =
            "# plain\nmodel: a\nplan: {batch: 2}\nstages:\n  - side: 4\n# the end\n  - side: 8\n";

    @Test
    void keysAreReplacedInTheirPlaceOrAddedAtTheEnd() {
        String over = "# better\nbase: plain\nplan:\n  batch: 3\nloss: {type: hinge}\n";

        assertThat(RecipeLayers.baseOf(over)).contains("plain");
        assertThat(RecipeLayers.lay(over, BASE))
                .isEqualTo("# better\nmodel: a\nplan:\n  batch: 3\nstages:\n  - side: 4\n# the end\n  - side: 8\n"
                        + "loss: {type: hinge}\n");
    }

    @Test
    void aRecipeWithoutBaseStandsAlone() {
        assertThat(RecipeLayers.baseOf(BASE)).isEmpty();
    }

    @Test
    void theClassLabelBaselineDiffersInItsConditionsAlone() throws IOException {
        var strong = (ProgressiveRecipe) RecipeFile.find("cdpggan", "strong").parse();
        var baseline =
                (ProgressiveRecipe) RecipeFile.find("cdpggan", "class-label").parse();

        assertThat(baseline.conditions()).isNotEqualTo(strong.conditions());
        assertThat(baseline.stages()).isEqualTo(strong.stages());
        assertThat(baseline.consistency()).isEqualTo(strong.consistency()).isNotEmpty();
    }
}
