package dev.atelier.trainer.artefacts;

import static org.assertj.core.api.Assertions.assertThat;

import dev.atelier.contract.artefact.PictureFormat;
import dev.atelier.contract.attributes.Attribute;
import dev.atelier.contract.attributes.AttributeSchema;
import dev.atelier.contract.attributes.ShownCombinations;
import dev.atelier.trainer.datasets.Classes;
import dev.atelier.trainer.datasets.Examples;
import dev.atelier.trainer.datasets.HeapPictures;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class TrainedCombinationsTest {
    private static final Attribute TYPE = Attribute.oneOf("type", List.of("bag", "coat"));
    private static final Attribute FABRIC = Attribute.manyOf("fabric", List.of("lace", "silk"));
    private static final Attribute COLOUR = Attribute.oneOf("colour", List.of("red", "blue"));

    /** @param conditions of each picture: the slots of all attributes' values */
    private static Examples examples(AttributeSchema schema, byte[]... conditions) {
        int size = schema.conditionSize();
        byte[] all = new byte[conditions.length * size];
        for (int i = 0; i < conditions.length; i++) {
            System.arraycopy(conditions[i], 0, all, i * size, size);
        }
        var pictures = new HeapPictures(new PictureFormat(1, 1, 1), new byte[conditions.length]);
        var classes = new Classes(
                schema,
                List.of(new Classes.Named("any", schema.oneOfCombinations().get(0))));
        return new Examples(classes, pictures, all, new int[conditions.length]);
    }

    @Test
    void whatOccursIsListedOnceInTheOrderOfTheSchema() {
        Examples examples = examples(
                AttributeSchema.of(TYPE, FABRIC, COLOUR),
                new byte[] {0, 1, 0, 0, 1, 0},
                new byte[] {1, 0, 1, 1, 0, 1},
                new byte[] {0, 1, 0, 1, 1, 0});

        assertThat(TrainedCombinations.of(examples))
                .contains(new ShownCombinations(
                        List.of("type", "colour"), List.of(List.of("bag", "blue"), List.of("coat", "red"))));
    }

    @Test
    void aPictureOfWhichAnAttributeIsNotKnownShowsNone() {
        Examples examples =
                examples(AttributeSchema.of(TYPE, COLOUR), new byte[] {0, 1, 0, 0}, new byte[] {1, 0, 1, 0});

        assertThat(TrainedCombinations.of(examples).orElseThrow().rows()).containsExactly(List.of("bag", "red"));
    }

    @Test
    void attributesOfManyValuesMakeNone() {
        assertThat(TrainedCombinations.of(examples(AttributeSchema.of(FABRIC), new byte[] {0, 1})))
                .isEmpty();
    }

    @Test
    void moreThanAManifestHoldsAreLeftOut() {
        int values = TrainedCombinations.MOST + 1;
        Attribute many = Attribute.oneOf(
                "sku", IntStream.range(0, values).mapToObj(Integer::toString).toList());
        byte[][] conditions = new byte[values][values];
        for (int i = 0; i < values; i++) {
            conditions[i][i] = 1;
        }

        assertThat(TrainedCombinations.of(examples(AttributeSchema.of(many), conditions)))
                .isEmpty();
    }
}
