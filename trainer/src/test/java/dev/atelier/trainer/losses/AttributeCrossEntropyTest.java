package dev.atelier.trainer.losses;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.atelier.contract.attributes.Attribute;
import java.util.List;
import org.junit.jupiter.api.Test;

class AttributeCrossEntropyTest {

    private final AttributeCrossEntropy loss = new AttributeCrossEntropy(List.of(
            Attribute.oneOf("type", List.of("shirt", "shoe")), Attribute.manyOf("part", List.of("hood", "zip"))));

    @Test
    void aOneOfAttributeCountsItsSoftmaxAndAManyOfOneEachSigmoid() {
        float ln3 = (float) Math.log(3);
        // softmax(0, ln 3) = (1/4, 3/4); σ(ln 3) = 3/4, σ(−ln 3) = 1/4
        Loss result = loss.of(new float[][] {{0, ln3, ln3, -ln3}}, new float[][] {{1, 0, 1, 1}});

        assertThat(result.value()).isCloseTo(Math.log(4) + Math.log(4 / 3.0) + Math.log(4), within(1e-6));
        assertThat(result.gradient()[0]).containsExactly(new float[] {-0.75f, 0.75f, -0.25f, -0.75f}, within(1e-6f));
    }

    @Test
    void ofOneOneOfAttributeItIsTheSoftmaxCrossEntropy() {
        float[][] logits = {{1, 2, -1}, {0, 3, 3}};
        AttributeCrossEntropy one = new AttributeCrossEntropy(List.of(Attribute.oneOf("a", List.of("x", "y", "z"))));

        Loss result = one.of(logits, new float[][] {{0, 0, 1}, {0, 1, 0}});

        Loss expected = SoftmaxCrossEntropy.of(logits, new int[] {2, 1});
        assertThat(result.value()).isEqualTo(expected.value());
        assertThat(result.gradient()).isDeepEqualTo(expected.gradient());
    }

    @Test
    void itIsTheMeanOverTheBatchAndStaysFiniteForHugeLogits() {
        Loss result = loss.of(
                new float[][] {{900, -900, 900, -900}, {0, 0, 0, 0}}, new float[][] {{0, 1, 0, 0}, {0, 1, 0, 0}});

        assertThat(result.value()).isFinite().isGreaterThan(400);
        assertThat(result.gradient()[0]).containsExactly(0.5f, -0.5f, 0.5f, 0);
    }
}
