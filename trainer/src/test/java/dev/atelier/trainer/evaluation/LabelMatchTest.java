package dev.atelier.trainer.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.atelier.contract.artefact.PictureFormat;
import dev.atelier.contract.attributes.Attribute;
import dev.atelier.contract.images.Picture;
import dev.atelier.generator.layers.Dense;
import dev.atelier.generator.layers.Flatten;
import dev.atelier.generator.layers.Network;
import dev.atelier.generator.layers.NetworkSpec;
import dev.atelier.generator.runtime.Generator;
import dev.atelier.trainer.datasets.Classes;
import dev.atelier.trainer.datasets.Examples;
import dev.atelier.trainer.datasets.HeapPictures;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.ndarray.INDArray;

class LabelMatchTest {

    private static final Classes CLASSES = Classes.of(Attribute.oneOf("brightness", List.of("dark", "bright")));

    @Test
    void matchesAreCountedPerClass() {
        try (Classifier classifier = new Classifier(byBrightness(), new Heads(CLASSES), "digest", 1)) {
            GeneratedSet set = GeneratedSet.of(
                    new PicturesInTurn(new EveryFourthWrong(), Asked.of(heldOut()), 1), classifier, 600, done -> {});
            LabelMatch match = LabelMatch.of(set.readings(), set.labels(), CLASSES.names());

            assertThat(match.images()).isEqualTo(600);
            assertThat(match.perValue())
                    .containsEntry("dark", OptionalDouble.of(1))
                    .containsEntry("bright", OptionalDouble.of(.75));
            assertThat(match.total()).isEqualTo(0.875);
            assertThat(match.confusion()).isDeepEqualTo(new int[][] {{300, 0}, {75, 225}});
            // The classes are the attribute's values, so its head is theirs.
            LabelMatch ofAttribute =
                    (LabelMatch) AttributeMatches.of(set.readings(), set.conditions(), CLASSES.schema())
                            .each()
                            .get("brightness");
            assertThat(ofAttribute.confusion()).isDeepEqualTo(match.confusion());
        }
    }

    @Test
    void whatIsAskedForSpreadsEachClassEvenly() {
        int[] labels = {0, 0, 0, 0, 0, 0, 1, 1, 2, 2};
        Classes three = Classes.of(Attribute.oneOf("letter", List.of("a", "b", "c")));
        Asked asked = Asked.of(Examples.of(three, new HeapPictures(new PictureFormat(1, 1, 1), new byte[10]), labels));

        assertThat(IntStream.range(0, 10).map(asked::label)).containsExactly(0, 0, 1, 2, 0, 0, 0, 1, 2, 0);
        assertThat(asked.label(12)).isEqualTo(1);
        assertThat(asked.condition(2)).containsExactly(0, 1, 0);
    }

    /** Two of each. */
    private static Examples heldOut() {
        return Examples.of(CLASSES, new HeapPictures(new PictureFormat(1, 1, 1), new byte[4]), new int[] {0, 0, 1, 1});
    }

    /** The logit of "bright" is the pixel's value − .5, that of "dark" is 0. */
    private static Network byBrightness() {
        Network network =
                Network.of(new NetworkSpec(List.of(1L, 1L, 1L), 0, List.of(new Flatten.Spec(), new Dense.Spec(2))));
        INDArray weight = network.weights().members().get(0).value();
        INDArray bias = network.weights().members().get(1).value();
        weight.putScalar(0, 0, 0);
        weight.putScalar(0, 1, 1);
        bias.putScalar(0, 0);
        bias.putScalar(1, -0.5);
        return network;
    }

    /** Makes one pixel: white where the second class is asked for, except for every fourth picture. */
    private static final class EveryFourthWrong implements Generator {

        private int made;

        @Override
        public int conditionSize() {
            return 2;
        }

        @Override
        public int latentSize() {
            return 1;
        }

        @Override
        public PictureFormat picture() {
            return new PictureFormat(1, 1, 1);
        }

        @Override
        public List<Picture> generate(float[][] conditions, float[][] latents) {
            List<Picture> pictures = new ArrayList<>();
            for (float[] condition : conditions) {
                boolean white = condition[1] == 1 && made++ % 4 != 0;
                pictures.add(new Picture(1, 1, 1, new byte[] {(byte) (white ? 255 : 0)}));
            }
            return pictures;
        }

        @Override
        public void close() {}
    }
}
