package dev.atelier.generator.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.atelier.contract.artefact.PictureFormat;
import dev.atelier.contract.images.Picture;
import dev.atelier.generator.layers.BatchNorm;
import dev.atelier.generator.layers.Dense;
import dev.atelier.generator.layers.JoinCondition;
import dev.atelier.generator.layers.LayerSpec;
import dev.atelier.generator.layers.Network;
import dev.atelier.generator.layers.NetworkSpec;
import dev.atelier.generator.layers.Relu;
import dev.atelier.generator.layers.Reshape;
import dev.atelier.generator.layers.Sigmoid;
import dev.atelier.generator.layers.Tanh;
import dev.atelier.generator.layers.UpsampleConv2d;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class NetworkGeneratorTest {

    private final NetworkGenerator generator =
            TestGenerator.create(1, new Sigmoid.Spec()).withSmallRuns();

    @AfterEach
    void close() {
        generator.close();
    }

    @Test
    void aPictureHasTheSameBytesAloneInABatchOf64AndAtAnyPlace() {
        byte[] alone = one(generator, 3, 99, 5);

        for (int place : new int[] {0, 7, 31, 32, 40, 63}) {
            float[][] conditions = new float[64][4];
            long[] seeds = new long[64];
            int[] indexes = new int[64];
            for (int i = 0; i < 64; i++) {
                conditions[i][i % 4] = 1;
                seeds[i] = 1000 + i;
                indexes[i] = i;
            }
            conditions[place] = TestGenerator.oneHot(3);
            seeds[place] = 99;
            indexes[place] = 5;
            assertThat(generator.generate(conditions, seeds, indexes).get(place).pixels())
                    .as("at place %d", place)
                    .isEqualTo(alone);
        }
    }

    @Test
    void aPictureHasTheSameBytesHoweverManyAreAskedForWithIt() {
        try (NetworkGenerator full = TestGenerator.create(1, new Sigmoid.Spec())) {
            byte[] picture = one(full, 3, 99, 0);
            for (int count = 1; count <= 33; count++) {
                float[][] conditions = new float[count][];
                Arrays.fill(conditions, TestGenerator.oneHot(3));
                long[] seeds = new long[count];
                Arrays.fill(seeds, 99);
                int[] indexes = IntStream.range(0, count).toArray();
                assertThat(generator.generate(conditions, seeds, indexes).get(0).pixels())
                        .as("one of %d", count)
                        .isEqualTo(picture);
            }
        }
    }

    @Test
    void aFreshRuntimeMakesTheSameBytes() {
        byte[] first = one(generator, 1, 2, 3);
        try (NetworkGenerator fresh = TestGenerator.create(1, new Sigmoid.Spec())) {
            one(fresh, 0, 0, 0);
            assertThat(one(fresh, 1, 2, 3)).isEqualTo(first);
        }
    }

    @Test
    void seedIndexConditionAndWeightsEachChangeThePicture() {
        byte[] picture = one(generator, 1, 2, 3);
        assertThat(one(generator, 1, 2, 4)).isNotEqualTo(picture);
        assertThat(one(generator, 1, 3, 3)).isNotEqualTo(picture);
        assertThat(one(generator, 2, 2, 3)).isNotEqualTo(picture);
        try (NetworkGenerator other = TestGenerator.create(2, new Sigmoid.Spec())) {
            assertThat(one(other, 1, 2, 3)).isNotEqualTo(picture);
        }
    }

    @Test
    void picturesHaveTheFormatOfTheNetwork() {
        assertThat(generator.picture()).isEqualTo(new PictureFormat(8, 8, 3));
        assertThat(generator.conditionSize()).isEqualTo(4);
        assertThat(generator.latentSize()).isEqualTo(6);
        List<Picture> pictures = generator.generate(new float[33][4], new long[33], new int[33]);
        assertThat(pictures).hasSize(33);
        assertThat(pictures.get(32).pixels()).hasSize(8 * 8 * 3);
        assertThat(generator.generate(new float[0][], new long[0], new int[0])).isEmpty();
    }

    @Test
    void pixelsAreTheNearestOf256Steps() {
        NetworkSpec unit = spec(List.of(3L), 0, Reshape.Spec.picture(3, 1, 1), new Sigmoid.Spec());
        NetworkSpec signed = spec(List.of(3L), 0, Reshape.Spec.picture(3, 1, 1), new Tanh.Spec());
        float[][] latents = {{0, 100, -100}};
        try (NetworkGenerator a = new NetworkGenerator(Network.of(unit));
                NetworkGenerator b = new NetworkGenerator(Network.of(signed))) {
            assertThat(a.generate(new float[1][0], latents).get(0).pixels()).containsExactly(128, 255, 0);
            assertThat(b.generate(new float[1][0], latents).get(0).pixels()).containsExactly(128, 255, 0);
        }
        assertThat(PixelRange.UNIT.pixel(0.4999f / 255)).isZero();
        assertThat(PixelRange.UNIT.pixel(0.5001f / 255)).isEqualTo((byte) 1);
    }

    @Test
    void channelsOfAPixelLieTogether() {
        NetworkSpec spec = spec(List.of(6L), 0, Reshape.Spec.picture(3, 1, 2), new Tanh.Spec());
        try (NetworkGenerator g = new NetworkGenerator(Network.of(spec))) {
            byte[] pixels = g.generate(new float[1][0], new float[][] {{9, -9, -9, -9, -9, 9}})
                    .get(0)
                    .pixels();
            // Channels first: red on the left, nothing green, blue on the right.
            assertThat(pixels).containsExactly(255, 0, 0, 0, 0, 255);
        }
    }

    @Test
    void whatDoesNotFitIsRefused() {
        assertThatThrownBy(() -> generator.generate(new float[2][4], new float[3][6]))
                .hasMessageContaining("2 conditions")
                .hasMessageContaining("3 latents");
        assertThatThrownBy(() -> generator.generate(new float[][] {{1, 0, 0}}, new float[1][6]))
                .hasMessageContaining("condition 0 has 3 numbers, the model takes 4");
        assertThatThrownBy(() -> generator.generate(new float[1][4], new float[1][5]))
                .hasMessageContaining("latent 0 has 5 numbers, the model takes 6");
        assertThatThrownBy(() -> generator.generate(new float[2][4], new long[2], new int[1]))
                .hasMessageContaining("1 indexes");
    }

    @Test
    void aNetworkThatDoesNotEndInARangeOfPixelsIsRefused() {
        assertThatThrownBy(() -> TestGenerator.create(1, new Relu.Spec()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("sigmoid or tanh");
        assertThatThrownBy(() -> new NetworkGenerator(Network.of(spec(List.of(3L), 0, new Sigmoid.Spec()))))
                .hasMessageContaining("[channels, height, width]");
    }

    @Test
    void numbersThatAreNoneAreAnErrorNotAPicture() {
        float[][] latents = {{Float.NaN, 0, 0, 0, 0, 0}};
        assertThatThrownBy(() -> generator.generate(new float[1][4], latents))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("no number");
    }

    private static byte[] one(Generator generator, int condition, long seed, int index) {
        return generator
                .generate(new float[][] {TestGenerator.oneHot(condition)}, new long[] {seed}, new int[] {index})
                .get(0)
                .pixels();
    }

    private static NetworkSpec spec(List<Long> input, int conditions, LayerSpec... layers) {
        return new NetworkSpec(input, conditions, Arrays.asList(layers));
    }

    /** A generator of the usual parts with weights that make busy pictures. */
    static final class TestGenerator {

        private TestGenerator() {}

        static NetworkGenerator create(long seed, LayerSpec last) {
            Network network = Network.of(spec(
                    List.of(6L),
                    4,
                    new JoinCondition.Spec(),
                    new Dense.Spec(512),
                    new BatchNorm.Spec(),
                    new Relu.Spec(),
                    Reshape.Spec.picture(32, 4, 4),
                    new UpsampleConv2d.Spec(3),
                    last));
            network.initialise(seed);
            network.weights().flat().muli(40);
            return new NetworkGenerator(network);
        }

        static float[] oneHot(int place) {
            float[] condition = new float[4];
            condition[place] = 1;
            return condition;
        }
    }
}
