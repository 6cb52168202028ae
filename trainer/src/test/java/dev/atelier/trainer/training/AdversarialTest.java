package dev.atelier.trainer.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.atelier.contract.attributes.Attribute;
import dev.atelier.contract.attributes.AttributeSchema;
import dev.atelier.trainer.losses.AdversarialLoss;
import dev.atelier.trainer.losses.Hinge;
import dev.atelier.trainer.losses.LeastSquares;
import dev.atelier.trainer.losses.ThreePartLeastSquares;
import java.util.List;
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

        assertThatThrownBy(() -> Mismatches.of(batch)).hasMessageContaining("several classes");
    }

    @Test
    void aGuidedGeneratorIsPulledTowardsTheClassesThatItWasAskedFor() {
        Adversarial learner = new Adversarial(TinyGan.guided(new Hinge(), 10), TinyGan.SCHEMA, StepClock.NONE);
        Batches batches = new Batches(TinyGan.examples(16), 8, 1);

        double before = learner.step(batches.at(0), 0, 1).get("generated classes");
        double after = 0;
        for (int step = 1; step < 300; step++) {
            after = learner.step(batches.at(step), step, 1).get("generated classes");
        }

        assertThat(after).isLessThan(before / 2);
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
