package dev.atelier.trainer.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.atelier.contract.artefact.PictureFormat;
import dev.atelier.contract.attributes.Attribute;
import dev.atelier.contract.attributes.AttributeSchema;
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
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.ndarray.INDArray;

class LabelMatchTest {

    private static final Classes CLASSES = Classes.of(Attribute.oneOf("brightness", List.of("dark", "bright")));

    @Test
    void matchesAreCountedPerClass() {
        try (Classifier classifier = new Classifier(byBrightness(), 2, "digest", 1)) {
            GeneratedSet set = GeneratedSet.of(
                    new PicturesInTurn(new EveryFourthWrong(), Asked.of(heldOut()), 1), classifier, 600, done -> {});
            LabelMatch match = LabelMatch.of(set.readings(), set.labels(), CLASSES.names());

            assertThat(match.images()).isEqualTo(600);
            assertThat(match.perClass()).containsEntry("dark", 1.0).containsEntry("bright", 0.75);
            assertThat(match.total()).isEqualTo(0.875);
            assertThat(match.confusion()).isDeepEqualTo(new int[][] {{300, 0}, {75, 225}});
        }
    }

    @Test
    void aValueIsAsLikelyAsTheClassesThatHaveItAreTogether() {
        AttributeSchema schema = AttributeSchema.of(
                Attribute.oneOf("type", List.of("shirt", "shoe")), Attribute.oneOf("colour", List.of("red", "blue")));
        Classes classes = new Classes(
                schema,
                schema.oneOfCombinations().stream()
                        .map(selection -> new Classes.Named(selection.values().toString(), selection))
                        .toList());
        // Shirt red, shirt blue, shoe red, shoe blue: the likeliest class is a blue shoe, but a shirt is likelier than
        // a shoe.
        Readings readings = new Readings(new float[1][1], new float[][] {{.34f, .2f, .02f, .44f}});

        Map<String, LabelMatch> matches = LabelMatch.ofAttributes(readings, new int[] {1}, classes);

        assertThat(LabelMatch.of(readings, new int[] {1}, classes.names()).confusion()[1])
                .containsExactly(0, 0, 0, 1);
        assertThat(matches.get("type").total()).isEqualTo(1);
        // Red .36, blue .64.
        assertThat(matches.get("colour").confusion()).isDeepEqualTo(new int[][] {{0, 0}, {0, 1}});
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
