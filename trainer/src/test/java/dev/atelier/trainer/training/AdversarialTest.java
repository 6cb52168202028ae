package dev.atelier.trainer.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.atelier.contract.artefact.PictureFormat;
import dev.atelier.contract.attributes.Attribute;
import dev.atelier.contract.attributes.AttributeSchema;
import dev.atelier.generator.runtime.NetworkGenerator;
import dev.atelier.trainer.datasets.Classes;
import dev.atelier.trainer.datasets.Examples;
import dev.atelier.trainer.datasets.HeapPictures;
import dev.atelier.trainer.losses.AdversarialLoss;
import dev.atelier.trainer.losses.Hinge;
import dev.atelier.trainer.losses.LeastSquares;
import dev.atelier.trainer.losses.ThreePartLeastSquares;
import dev.atelier.trainer.recipes.AdversarialRecipe;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

class AdversarialTest {

    private static final AttributeSchema THREE =
            AttributeSchema.of(Attribute.oneOf("brightness", List.of("dark", "dim", "bright")));

    @Test
    void everyLossMovesBothNetworks() {
        for (AdversarialLoss loss : List.of(new Hinge(), new LeastSquares(), new ThreePartLeastSquares())) {
            Adversarial learner = new Adversarial(TinyGan.recipe(loss), TinyGan.SCHEMA, StepClock.NONE);
            INDArray generator = learner.state().get("generator.1.dense.weight");
            INDArray discriminator = learner.state().get("discriminator.1.conv2d.weight");
            INDArray before = generator.dup();
            INDArray beforeToo = discriminator.dup();

            assertThat(learner.step(batch(), 0, 1).values()).allMatch(Double::isFinite);

            assertThat(generator).isNotEqualTo(before);
            assertThat(discriminator).isNotEqualTo(beforeToo);
        }
    }

    @Test
    void wrongPairsTakeTheConditionOfTheNextExampleOfAnotherClass() {
        INDArray conditions = Nd4j.createFromArray(new float[][] {{1, 0}, {1, 0}, {0, 1}});
        Batch batch = new Batch(Nd4j.empty(), conditions, new int[] {0, 0, 1});

        assertThat(Mismatches.of(batch).toFloatMatrix()).isDeepEqualTo(new float[][] {{0, 1}, {0, 1}, {1, 0}});
    }

    @Test
    void wrongPairsCanNotBeMadeOfOneClass() {
        Batch batch = new Batch(Nd4j.empty(), Nd4j.ones(2, 2), new int[] {1, 1});

        assertThat(Mismatches.possible(batch)).isFalse();
        assertThatThrownBy(() -> Mismatches.of(batch)).hasMessageContaining("several classes");
    }

    @Test
    void aGuidedGeneratorIsPulledTowardsTheClassesThatItWasAskedFor() {
        Adversarial learner = new Adversarial(TinyGan.guided(new Hinge(), 10), TinyGan.SCHEMA, StepClock.NONE);
        Batches batches = new Batches(TinyGan.examples(16), 8, 1);

        double first = 0;
        double last = 0;
        for (int step = 0; step < 600; step++) {
            double loss = learner.step(batches.at(step), step, 1).get("generated classes");
            first += step < 50 ? loss : 0;
            last += step >= 550 ? loss : 0;
        }

        assertThat(last).as("%s before", first).isLessThan(first / 2);
    }

    @Test
    void aGeneratorWhosePixelsAreSignedLearnsDarkPicturesAsDark() {
        AdversarialRecipe signed = TinyGan.signed();
        Adversarial learner = new Adversarial(signed, TinyGan.SCHEMA, StepClock.NONE);
        Examples black = Examples.of(
                Classes.of(TinyGan.BRIGHTNESS),
                new HeapPictures(new PictureFormat(4, 4, 1), new byte[16 * 16]),
                new int[] {0, 1, 0, 1, 0, 1, 0, 1, 0, 1, 0, 1, 0, 1, 0, 1});
        Batches batches = new Batches(black, 8, 1);

        for (int step = 0; step < 600; step++) {
            learner.step(batches.at(step), step, 1);
        }

        try (NetworkGenerator generator = new NetworkGenerator(learner.averaged(batches, 2))) {
            byte[] pixels = generator
                    .generate(new float[][] {{1, 0}}, new long[] {3}, new int[] {0})
                    .get(0)
                    .pixels();
            double mean = IntStream.range(0, pixels.length)
                    .map(i -> pixels[i] & 0xFF)
                    .average()
                    .orElseThrow();
            assertThat(mean).isLessThan(64);
        }
    }

    @Test
    void aClassifierWithAnotherNumberOfClassesIsRefused() {
        assertThatThrownBy(() -> new Adversarial(TinyGan.guided(new Hinge(), 1), THREE, StepClock.NONE))
                .hasMessageContaining("one output for each of the 3 values, but has [2]");
    }

    private static Batch batch() {
        return new Batches(TinyGan.examples(16), 8, 1).at(0);
    }
}
