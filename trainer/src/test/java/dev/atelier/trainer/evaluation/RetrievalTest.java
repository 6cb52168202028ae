package dev.atelier.trainer.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.atelier.contract.artefact.PictureFormat;
import dev.atelier.contract.attributes.Attribute;
import dev.atelier.contract.attributes.AttributeSchema;
import dev.atelier.contract.attributes.Selection;
import dev.atelier.trainer.datasets.Classes;
import dev.atelier.trainer.datasets.Examples;
import dev.atelier.trainer.datasets.HeapPictures;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RetrievalTest {
    private static final AttributeSchema SCHEMA = AttributeSchema.of(
            Attribute.oneOf("type", List.of("Shirt", "Shoe")), Attribute.oneOf("colour", List.of("Red", "Blue")));

    /** Labels 0 to 3: red shirts, blue shirts, red shoes, blue shoes. */
    private static Examples examples(int... labels) {
        List<Classes.Named> classes = new ArrayList<>();
        for (String type : List.of("Shirt", "Shoe")) {
            for (String colour : List.of("Red", "Blue")) {
                classes.add(
                        new Classes.Named(colour + " " + type, Selection.of(Map.of("type", type, "colour", colour))));
            }
        }
        return Examples.of(
                new Classes(SCHEMA, classes),
                new HeapPictures(new PictureFormat(2, 2, 1), new byte[labels.length * 4]),
                labels);
    }

    @Test
    void vectorsThatGroupByTypeFindTypesAndColoursAtRandom() {
        int[] labels = new int[24];
        float[][] vectors = new float[24][];
        for (int i = 0; i < labels.length; i++) {
            labels[i] = i % 4;
            // Shirts here, shoes far away, within a type by no more than the picture's number.
            vectors[i] = new float[] {labels[i] < 2 ? 0 : 100, i * 0.01f};
        }
        Retrieval retrieval = Retrieval.of(examples(labels));

        Map<String, Double> precision = retrieval.precision(vectors);

        assertThat(precision.get("type")).isEqualTo(1);
        assertThat(precision.get("colour")).isBetween(0.3, 0.6);
        assertThat(retrieval.random().get("type")).isCloseTo(11.0 / 23, within(1e-9));
    }

    @Test
    void aPictureIsNotFoundByItself() {
        int[] labels = new int[12];
        labels[0] = 3;
        float[][] vectors = new float[12][1];
        vectors[0][0] = 50;

        // The eleven red shirts find ten of each other; the blue shoe finds ten of them.
        assertThat(Retrieval.of(examples(labels)).precision(vectors).get("type"))
                .isCloseTo(11.0 / 12, within(1e-9));
    }

    @Test
    void fewerPicturesThanAreLookedForAreRefused() {
        assertThatThrownBy(() -> Retrieval.of(examples(new int[10]))).hasMessageContaining("more than 10");
    }
}
