package dev.atelier.trainer.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.atelier.contract.attributes.Attribute;
import dev.atelier.contract.attributes.AttributeSchema;
import dev.atelier.contract.attributes.Selection;
import dev.atelier.generator.layers.Dense;
import dev.atelier.trainer.datasets.Classes;
import dev.atelier.trainer.losses.Loss;
import dev.atelier.trainer.losses.SoftmaxCrossEntropy;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class HeadsTest {

    private static final AttributeSchema SCHEMA = AttributeSchema.of(
            Attribute.oneOf("type", List.of("shirt", "shoe")), Attribute.manyOf("texture", List.of("dotted", "plain")));

    private static final Heads HEADS = new Heads(new Classes(
            SCHEMA,
            List.of(
                    named("shirt", List.of()),
                    named("dotted shirt", List.of("dotted")),
                    named("plain shirt", List.of("plain")))));

    private static Classes.Named named(String name, List<String> texture) {
        return new Classes.Named(
                name, new Selection(Map.of("type", List.of("shirt"), "texture", texture), List.of("texture")));
    }

    @Test
    void classesAndEachAttributeHaveAHead() {
        assertThat(HEADS.size()).isEqualTo(3 + 2 + 2);
        assertThat(HEADS.layers()).containsExactly(new Dense.Spec(3), new Dense.Spec(2), new Dense.Spec(2));
    }

    @Test
    void probabilitiesAreSoftmaxOrSigmoid() {
        float ln3 = (float) Math.log(3);
        float[] logits = {0, 0, 0, ln3, 0, 0, -ln3};

        assertThat(HEADS.ofClasses(logits)).containsExactly(new float[] {1 / 3f, 1 / 3f, 1 / 3f}, within(1e-6f));
        assertThat(HEADS.ofAttributes(logits)).containsExactly(new float[] {.75f, .25f, .5f, .25f}, within(1e-6f));
    }

    @Test
    void theLossIsThatOfAllHeads() {
        Loss loss = HEADS.loss(new float[1][7], new int[] {1}, new float[][] {{1, 0, 1, 0}});

        assertThat(loss.value()).isEqualTo(Math.log(3) + Math.log(2) + 2 * Math.log(2), within(1e-9));
        assertThat(loss.gradient()[0])
                .containsExactly(new float[] {1 / 3f, -2 / 3f, 1 / 3f, -.5f, .5f, -.5f, .5f}, within(1e-6f));
    }

    @Test
    void aHeadOfClassesThatAreTheOnlyAttributesValuesSaysBoth() {
        Heads heads = new Heads(Classes.of(Attribute.oneOf("category", List.of("bag", "boot"))));
        float[][] logits = {{1, 2}};

        assertThat(heads.layers()).containsExactly(new Dense.Spec(2));
        assertThat(heads.ofAttributes(logits[0])).isEqualTo(heads.ofClasses(logits[0]));
        assertThat(heads.loss(logits, new int[] {1}, new float[][] {{0, 1}}).value())
                .isEqualTo(SoftmaxCrossEntropy.of(logits, new int[] {1}).value());
    }
}
