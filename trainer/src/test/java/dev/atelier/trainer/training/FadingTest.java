package dev.atelier.trainer.training;

import static org.assertj.core.api.Assertions.assertThat;

import dev.atelier.trainer.datasets.DataSet;
import dev.atelier.trainer.recipes.Phase;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

class FadingTest {

    @Test
    void realPicturesGoFromTheirSmallerFormToTheirOwn() {
        INDArray pictures = Nd4j.createFromArray(0f, 1, 2, 2, 3, 0, 2, 2).reshape('c', 1, 1, 2, 4);

        assertThat(values(Fading.blended(pictures, 0))).containsExactly(1, 1, 2, 2, 1, 1, 2, 2);
        assertThat(values(Fading.blended(pictures, 0.5f))).containsExactly(.5f, 1, 2, 2, 2, .5f, 2, 2);
        assertThat(values(Fading.blended(pictures, 1))).containsExactly(0, 1, 2, 2, 3, 0, 2, 2);
    }

    @Test
    void alphaMovesInAStraightLineInBothNetworks() throws IOException {
        DataSet data = TinyProgressive.data().smaller(8);
        Phase phase = TinyProgressive.recipe().phases().get(1);
        Fading fading = new Fading(new Adversarial(phase.recipe(), data.schema(), StepClock.NONE), 8);
        Batches batches = new Batches(data.training(), 4, 1);

        for (long step : new long[] {0, 2, 6}) {
            fading.step(batches.at(step), step, 1);

            assertThat(fading.state().entrySet().stream()
                            .filter(e -> e.getKey().endsWith("fade.alpha"))
                            .map(e -> e.getValue().getDouble(0)))
                    .containsExactly(step / 8.0, step / 8.0);
        }
    }

    private static float[] values(INDArray pictures) {
        return pictures.reshape('c', new long[] {pictures.length()}).toFloatVector();
    }
}
