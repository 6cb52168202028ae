package dev.atelier.trainer.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

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

class BatchesTest {

    /** Ten one-pixel pictures, the n-th with value n and label n modulo 2. */
    private final Examples examples = Examples.of(
            Classes.of(Attribute.oneOf("parity", List.of("even", "odd"))),
            new HeapPictures(new PictureFormat(1, 1, 1), new byte[] {0, 1, 2, 3, 4, 5, 6, 7, 8, 9}),
            new int[] {0, 1, 0, 1, 0, 1, 0, 1, 0, 1});

    @Test
    void anEpochHoldsEveryExampleOnceInAnOrderOfItsOwn() {
        Batches batches = new Batches(examples, 5, 3);

        assertThat(batches.perEpoch()).isEqualTo(2);
        List<Integer> first = epoch(batches, 0);
        List<Integer> second = epoch(batches, 1);
        assertThat(first).containsExactlyInAnyOrder(0, 1, 2, 3, 4, 5, 6, 7, 8, 9);
        assertThat(second).containsExactlyInAnyOrderElementsOf(first).isNotEqualTo(first);
    }

    @Test
    void theOrderIsAFunctionOfSeedAndStepWhateverWasAskedBefore() {
        List<Integer> third = epoch(new Batches(examples, 5, 3), 3);
        Batches used = new Batches(examples, 5, 3);
        epoch(used, 7);
        epoch(used, 0);

        assertThat(epoch(used, 3)).isEqualTo(third).isNotEqualTo(epoch(new Batches(examples, 5, 4), 3));
    }

    @Test
    void conditionsAreTheLabelsOneHot() {
        Batch batch = new Batches(examples, 10, 1).at(0);

        for (int i = 0; i < 10; i++) {
            int value = Math.round(batch.pictures().getFloat(i, 0, 0, 0) * 255);
            assertThat(batch.labels()[i]).isEqualTo(value % 2);
            assertThat(batch.conditions().getFloat(i, value % 2)).isEqualTo(1);
            assertThat(batch.conditions().getFloat(i, 1 - value % 2)).isZero();
        }
    }

    @Test
    void conditionsAreThePicturesOwnAttributesWhereTheyHaveMoreThanTheirClass() {
        AttributeSchema schema = AttributeSchema.of(
                Attribute.oneOf("parity", List.of("even", "odd")), Attribute.manyOf("prime", List.of("2", "3")));
        Classes classes =
                new Classes(schema, List.of(new Classes.Named("all even", Selection.of(Map.of("parity", "even")))));
        Examples two = new Examples(
                classes,
                new HeapPictures(new PictureFormat(1, 1, 1), new byte[] {2, 6}),
                new byte[] {1, 0, 1, 0, /* 6 = 2 · 3 */ 1, 0, 1, 1},
                new int[2]);

        Batch batch = new Batches(two, 2, 1).at(0);

        assertThat(batch.conditions().shape()).containsExactly(2, 4);
        for (int i = 0; i < 2; i++) {
            boolean six = Math.round(batch.pictures().getFloat(i, 0, 0, 0) * 255) == 6;
            assertThat(batch.conditions().getRow(i).toFloatVector()).containsExactly(1, 0, 1, six ? 1 : 0);
        }
    }

    @Test
    void whatDoesNotFillABatchIsLeftOut() {
        assertThat(new Batches(examples, 3, 1).perEpoch()).isEqualTo(3);
    }

    @Test
    void aBatchLargerThanTheDataIsRefused() {
        assertThatThrownBy(() -> new Batches(examples, 11, 1))
                .hasMessageContaining("10 examples")
                .hasMessageContaining("11");
    }

    private static List<Integer> epoch(Batches batches, int epoch) {
        List<Integer> values = new ArrayList<>();
        for (int i = 0; i < batches.perEpoch(); i++) {
            Batch batch = batches.at((long) epoch * batches.perEpoch() + i);
            for (int j = 0; j < batch.labels().length; j++) {
                values.add(Math.round(batch.pictures().getFloat(j, 0, 0, 0) * 255));
            }
        }
        return values;
    }
}
