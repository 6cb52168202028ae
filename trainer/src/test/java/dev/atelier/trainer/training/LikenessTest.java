package dev.atelier.trainer.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.atelier.contract.attributes.Attribute;
import dev.atelier.contract.attributes.AttributeSchema;
import dev.atelier.trainer.recipes.Consistency;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

class LikenessTest {

    private static final AttributeSchema SCHEMA = AttributeSchema.of(
            Attribute.oneOf("category", List.of("tee", "blouse", "jeans")),
            Attribute.manyOf("texture", List.of("dotted", "striped")));

    private static final INDArray CONDITIONS =
            Nd4j.createFromArray(new float[][] {{1, 0, 0, 1, 1}, {0, 1, 0, 0, 1}, {0, 0, 1, 1, 0}});

    /** Of 1×1 pixel. */
    private static final INDArray PICTURES =
            Nd4j.createFromArray(0f, 0.5f, 0.7f).reshape('c', 3, 1, 1, 1);

    @Test
    void valuesOfOneGroupCountAsOne() {
        Map<String, List<String>> groups = Map.of("upper", List.of("Tee", "Blouse", "Anorak"));

        Pull pull = pull(Optional.empty(), Optional.of(groups));

        assertThat(pull.value()).isCloseTo(0.5, within(1e-6));
        assertThat(pull.atPictures().shape()).containsExactly(3, 1, 1, 1);
        assertThat(pull.atPictures().reshape('c', new long[] {3}).toFloatVector())
                .containsExactly(-2, 2, 0);
    }

    @Test
    void withoutGroupsEachValueIsOne() {
        assertThat(pull(Optional.of("category"), Optional.empty()).value()).isZero();
    }

    @Test
    void aPictureWithSeveralValuesIsComparedForEach() {
        // Dotted are the first and the last, striped the first two.
        assertThat(pull(Optional.of("texture"), Optional.empty()).value()).isCloseTo(0.6, within(1e-6));
    }

    @Test
    void anAttributeThatTheDataDoNotHaveIsRefused() {
        assertThatThrownBy(() -> pull(Optional.of("textures"), Optional.empty()))
                .hasMessageContaining("'textures', which is no attribute of the data; did you mean texture");
    }

    private static Pull pull(Optional<String> attribute, Optional<Map<String, List<String>>> groups) {
        Likeness likeness = new Likeness(new Consistency(2, attribute, groups), SCHEMA);
        return likeness.pull(PICTURES, new Batch(PICTURES, CONDITIONS, new int[3]));
    }
}
