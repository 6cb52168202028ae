package dev.atelier.trainer.training;

import static org.assertj.core.api.Assertions.assertThat;

import dev.atelier.trainer.recipes.FramingSettings;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class FramingTest {

    /** Two channels of 1×3. */
    private static final float[] PICTURE = {1, 2, 3, 4, 5, 6};

    @Test
    void aFlippedPictureIsMirroredInAllChannels() {
        assertThat(seen(new FramingSettings(true, 0), 2, 1, 3))
                .containsExactlyInAnyOrder(List.of(1, 2, 3, 4, 5, 6), List.of(3, 2, 1, 6, 5, 4));
    }

    @Test
    void whereTheCutLeavesThePictureItsEdgeGoesOn() {
        assertThat(seen(new FramingSettings(false, 0.3), 2, 1, 3))
                .containsExactlyInAnyOrder(
                        List.of(1, 2, 3, 4, 5, 6), List.of(1, 1, 2, 4, 4, 5), List.of(2, 3, 3, 5, 6, 6));
    }

    @Test
    void rowsAreShiftedWithinTheirChannel() {
        assertThat(seen(new FramingSettings(false, 0.3), 2, 3, 1))
                .containsExactlyInAnyOrder(
                        List.of(1, 2, 3, 4, 5, 6), List.of(1, 1, 2, 4, 4, 5), List.of(2, 3, 3, 5, 6, 6));
    }

    @Test
    void aBatchIsShownInOneWayOnly() {
        FramingSettings settings = new FramingSettings(true, 0.3);
        Batches batches = new Batches(TinyGan.examples(16), 8, 1, java.util.Optional.of(settings));
        float[] first = batches.read(3).pictures();
        batches.read(4);

        assertThat(batches.read(3).pictures()).isEqualTo(first);
        assertThat(new Batches(TinyGan.examples(16), 8, 1).read(3).pictures()).isNotEqualTo(first);
    }

    /** All that becomes of the picture, which lies behind another number. */
    private static Set<List<Integer>> seen(FramingSettings settings, int channels, int height, int width) {
        Framing framing = new Framing(settings, channels, height, width);
        Set<List<Integer>> seen = new HashSet<>();
        for (int seed = 0; seed < 100; seed++) {
            float[] values = new float[7];
            System.arraycopy(PICTURE, 0, values, 1, 6);
            framing.apply(values, 1, new Random(seed * 0x9E3779B97F4A7C15L));
            assertThat(values[0]).isZero();
            seen.add(IntStream.range(1, 7).mapToObj(i -> (int) values[i]).toList());
        }
        return seen;
    }
}
