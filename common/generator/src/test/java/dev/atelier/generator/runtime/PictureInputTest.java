package dev.atelier.generator.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.atelier.contract.attributes.Attribute;
import dev.atelier.contract.attributes.AttributeSchema;
import dev.atelier.contract.attributes.Selection;
import dev.atelier.contract.experiments.Destination;
import dev.atelier.contract.experiments.Ingredients;
import dev.atelier.contract.experiments.Latent;
import dev.atelier.contract.experiments.Truncation;
import dev.atelier.contract.experiments.Variation;
import dev.atelier.contract.experiments.Waypoint;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PictureInputTest {
    private static final AttributeSchema SCHEMA =
            AttributeSchema.of(Attribute.oneOf("category", List.of("Bag", "Coat", "Dress")));
    private static final Selection BAG = Selection.of(Map.of("category", "Bag"));
    private static final Selection DRESS = Selection.of(Map.of("category", "Dress"));
    private static final int SIZE = 64;

    private static float[] latent(long seed, int index) {
        float[] numbers = new float[SIZE];
        Latents.fill(seed, index, numbers, 0, SIZE);
        return numbers;
    }

    private static PictureInput at(int step, int steps, String psi) {
        Destination to = new Destination(Optional.of(new Latent(9, 1)), Optional.of(DRESS));
        return PictureInput.of(
                new Ingredients(
                        BAG,
                        new Latent(7, 0),
                        Optional.of(new Waypoint(to, step, steps)),
                        Optional.of(new Truncation(new BigDecimal(psi)))),
                SCHEMA,
                SIZE);
    }

    private static double norm(float[] vector) {
        double sum = 0;
        for (float number : vector) {
            sum += number * number;
        }
        return Math.sqrt(sum);
    }

    @Test
    void anOrdinaryPictureHasTheLatentOfItsSeedAndIndex() {
        PictureInput input = PictureInput.of(
                new Ingredients(DRESS, new Latent(7, 3), Optional.empty(), Optional.empty()), SCHEMA, SIZE);

        assertThat(input.latent()).isEqualTo(latent(7, 3));
        assertThat(input.condition()).containsExactly(0, 0, 1);
    }

    @Test
    void theEndsOfAWayAreExactlyItsTwoPictures() {
        assertThat(at(0, 7, "1").latent()).isEqualTo(latent(7, 0));
        assertThat(at(7, 7, "1").latent()).isEqualTo(latent(9, 1));
        assertThat(at(0, 7, "1").condition()).containsExactly(1, 0, 0);
        assertThat(at(7, 7, "1").condition()).containsExactly(0, 0, 1);
    }

    @Test
    void conditionsGoInEqualSteps() {
        assertThat(at(1, 4, "1").condition()).containsExactly(0.75f, 0, 0.25f);
    }

    @Test
    void whatBothEndsShareStaysExactlyAsItIs() {
        Destination to = new Destination(Optional.of(new Latent(9, 1)), Optional.empty());
        for (int step = 0; step <= 49; step++) {
            Ingredients between =
                    new Ingredients(DRESS, new Latent(7, 0), Optional.of(new Waypoint(to, step, 49)), Optional.empty());
            assertThat(PictureInput.of(between, SCHEMA, SIZE).condition()).containsExactly(0, 0, 1);
        }
    }

    @Test
    void betweenLatentsOfOneNormTheNormIsTheSame() {
        float[] a = latent(7, 0);
        float[] b = latent(9, 1);
        double scale = norm(a) / norm(b);
        for (int i = 0; i < SIZE; i++) {
            b[i] *= (float) scale;
        }
        for (double t = 0; t <= 1; t += 0.1) {
            assertThat(norm(PictureInput.slerp(a, b, t))).isCloseTo(norm(a), within(1e-4));
        }
    }

    /** By the formula of Shoemake, written down once more, in double throughout. */
    @Test
    void aVariationLiesItsStrengthOfTheWayFromTheVariedLatentToThePicturesOwn() {
        Waypoint place = new Variation(new Latent(7, 0), new BigDecimal("0.3")).towards(new Latent(9, 1));
        float[] near = PictureInput.of(
                        new Ingredients(DRESS, new Latent(7, 0), Optional.of(place), Optional.empty()), SCHEMA, SIZE)
                .latent();

        float[] a = latent(7, 0);
        float[] b = latent(9, 1);
        double dot = 0;
        for (int i = 0; i < SIZE; i++) {
            dot += (double) a[i] * b[i];
        }
        double angle = Math.acos(dot / (norm(a) * norm(b)));
        for (int i = 0; i < SIZE; i++) {
            double by = (Math.sin(0.7 * angle) * a[i] + Math.sin(0.3 * angle) * b[i]) / Math.sin(angle);
            assertThat((double) near[i]).isCloseTo(by, within(1e-5));
        }
    }

    @Test
    void aVariationOfFullStrengthIsThePictureThatItWouldBeWithout() {
        Waypoint place = new Variation(new Latent(7, 0), BigDecimal.ONE).towards(new Latent(9, 1));
        Ingredients made = new Ingredients(DRESS, new Latent(7, 0), Optional.of(place), Optional.empty());

        assertThat(PictureInput.of(made, SCHEMA, SIZE).latent()).isEqualTo(latent(9, 1));
    }

    @Test
    void theMiddleOfTwoPerpendicularVectorsLiesOnTheCircle() {
        float half = (float) Math.sqrt(0.5);
        assertThat(PictureInput.slerp(new float[] {1, 0}, new float[] {0, 1}, 0.5))
                .containsExactly(new float[] {half, half}, within(1e-7f));
    }

    @Test
    void vectorsWithoutAPlaneBetweenThemGoStraight() {
        assertThat(PictureInput.slerp(new float[] {2}, new float[] {-2}, 0.25)).containsExactly(1);
        assertThat(PictureInput.slerp(new float[] {1, 1}, new float[] {3, 3}, 0.5))
                .containsExactly(2, 2);
        assertThat(PictureInput.slerp(new float[] {0, 0}, new float[] {4, 0}, 0.5))
                .containsExactly(2, 0);
    }

    @Test
    void aTruncationDrawsTheLatentTowardsTheMeanAndLeavesItsDirection() {
        float[] half = at(0, 1, "0.5").latent();
        float[] whole = latent(7, 0);
        for (int i = 0; i < SIZE; i++) {
            assertThat(half[i]).isEqualTo(whole[i] / 2);
        }
    }
}
