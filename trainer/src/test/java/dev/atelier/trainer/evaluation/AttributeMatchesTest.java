package dev.atelier.trainer.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import dev.atelier.contract.attributes.Attribute;
import dev.atelier.contract.attributes.AttributeSchema;
import java.util.List;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

/** Against values computed by hand. */
class AttributeMatchesTest {

    private static final AttributeSchema SCHEMA = AttributeSchema.of(
            Attribute.oneOf("type", List.of("shirt", "shoe", "hat")),
            Attribute.manyOf("texture", List.of("dotted", "striped", "plain", "odd")),
            Attribute.oneOf("colour", List.of("red", "blue")));

    /** Shirt dotted striped red, shirt plain blue, shoe red, shoe striped blue; nobody has a hat or is odd. */
    private static final float[][] ASKED = {
        {1, 0, 0, /**/ 1, 1, 0, 0, /**/ 1, 0},
        {1, 0, 0, /**/ 0, 0, 1, 0, /**/ 0, 1},
        {0, 1, 0, /**/ 0, 0, 0, 0, /**/ 1, 0},
        {0, 1, 0, /**/ 0, 1, 0, 0, /**/ 0, 1},
    };

    private static final float[][] SEEN = {
        {.5f, .3f, .2f, /**/ .9f, .5f, .1f, .1f, /**/ .6f, .4f}, // all right
        {.6f, .1f, .3f, /**/ .7f, .1f, .4f, .1f, /**/ .8f, .2f}, // dotted instead of plain, red instead of blue
        {.3f, .1f, .6f, /**/ .1f, .2f, .1f, .9f, /**/ .7f, .3f}, // a hat instead of a shoe, and odd
        {.2f, .7f, .1f, /**/ .1f, .9f, .1f, .1f, /**/ .1f, .9f}, // all right
    };

    private static final AttributeMatches MATCHES =
            AttributeMatches.of(new Readings(new float[4][1], new float[4][1], SEEN), ASKED, SCHEMA);

    @Test
    void aOneOfAttributeIsTheLikeliestValueOfItsOwn() {
        LabelMatch type = (LabelMatch) MATCHES.each().get("type");

        assertThat(type.total()).isEqualTo(.75);
        assertThat(type.confusion()).isDeepEqualTo(new int[][] {{2, 0, 0}, {0, 1, 1}, {0, 0, 0}});
        assertThat(type.perValue())
                .containsExactly(
                        entry("shirt", OptionalDouble.of(1)),
                        entry("shoe", OptionalDouble.of(.5)),
                        entry("hat", OptionalDouble.empty()));
        assertThat(MATCHES.each().get("colour").overall()).hasValue(.75);
    }

    @Test
    void aManyOfAttributeHasTheF1OfAllItsValues() {
        MultiLabelMatch texture = (MultiLabelMatch) MATCHES.each().get("texture");

        // Asked: dotted, striped; plain; none; striped. Seen: dotted, striped; dotted; odd; striped.
        assertThat(texture.truePositives()).isEqualTo(3);
        assertThat(texture.falsePositives()).isEqualTo(2);
        assertThat(texture.falseNegatives()).isEqualTo(1);
        assertThat(texture.precision()).hasValue(3 / 5.0);
        assertThat(texture.recall()).hasValue(3 / 4.0);
        assertThat(texture.f1()).hasValue(6 / 9.0);
        assertThat(texture.perValue())
                .containsExactly(
                        entry("dotted", OptionalDouble.of(1)),
                        entry("striped", OptionalDouble.of(1)),
                        entry("plain", OptionalDouble.of(0)),
                        entry("odd", OptionalDouble.empty()));
    }

    @Test
    void theJointMatchWantsAllOneOfAttributesRightInOnePicture() {
        assertThat(MATCHES.joint()).hasValue(.5);
    }

    @Test
    void whatNothingIsSaidAboutHasNoFigure() {
        AttributeSchema textures = AttributeSchema.of(Attribute.manyOf("texture", List.of("dotted")));
        AttributeMatches none = AttributeMatches.of(
                new Readings(new float[1][1], new float[1][1], new float[][] {{.2f}}), new float[][] {{0}}, textures);

        assertThat(none.joint()).isEmpty();
        assertThat(none.each().get("texture").overall()).isEmpty();
        assertThat(((MultiLabelMatch) none.each().get("texture")).precision()).isEmpty();
    }
}
