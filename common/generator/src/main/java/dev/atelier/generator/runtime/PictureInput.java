package dev.atelier.generator.runtime;

import dev.atelier.contract.attributes.AttributeSchema;
import dev.atelier.contract.attributes.Selection;
import dev.atelier.contract.experiments.Ingredients;
import dev.atelier.contract.experiments.Latent;
import dev.atelier.contract.experiments.Truncation;
import dev.atelier.contract.experiments.Waypoint;

/**
 * What a picture's ingredients mean in numbers: one definition for whoever makes it, and for whoever makes it again.
 *
 * <p>On a way the latent is the {@link #slerp} of both ends' and the condition {@code c₀ + t·(c₁ − c₀)}; a truncation then
 * multiplies the latent. All in double with {@link StrictMath}, each result rounded to float.
 *
 * @param condition [conditionSize]
 * @param latent [latentSize]
 */
public record PictureInput(float[] condition, float[] latent) {
    /** Where the sine of the angle is smaller, two latents point the same way or opposite ways. */
    private static final double PARALLEL = 1e-6;

    /** @param ingredients as the schema has checked them */
    public static PictureInput of(Ingredients ingredients, AttributeSchema schema, int latentSize) {
        float[] condition = schema.encode(ingredients.attributes());
        float[] latent = latent(ingredients.latent(), latentSize);
        if (ingredients.interpolation().isPresent()) {
            Waypoint place = ingredients.interpolation().get();
            Latent end = place.to().latent().orElse(ingredients.latent());
            Selection attributes = place.to().attributes().orElse(ingredients.attributes());
            latent = slerp(latent, latent(end, latentSize), place.fraction());
            condition = linear(condition, schema.encode(attributes), place.fraction());
        }
        if (ingredients.truncation().isPresent()) {
            latent = truncated(latent, ingredients.truncation().get());
        }
        return new PictureInput(condition, latent);
    }

    private static float[] latent(Latent name, int size) {
        float[] numbers = new float[size];
        Latents.fill(name.seed(), name.index(), numbers, 0, size);
        return numbers;
    }

    /**
     * Spherical linear interpolation (Shoemake 1985; for latents White 2016, arXiv:1609.04468): {@code (sin((1−t)θ)·a +
     * sin(tθ)·b) / sin θ} with θ the angle between a and b. Normal vectors of many dimensions all have about the same norm,
     * and the straight line between two passes through a region that no picture was trained from. Linear where a and b
     * are parallel.
     *
     * @param t 0 gives exactly a, 1 exactly b
     */
    static float[] slerp(float[] a, float[] b, double t) {
        double cosine = dot(a, b) / (StrictMath.sqrt(dot(a, a)) * StrictMath.sqrt(dot(b, b)));
        double angle = StrictMath.acos(Math.max(-1, Math.min(1, cosine)));
        double sine = StrictMath.sin(angle);
        // Written so that a zero vector, whose angle is no number, goes the straight way too.
        boolean curved = sine > PARALLEL;
        double ofA = curved ? StrictMath.sin((1 - t) * angle) / sine : 1 - t;
        double ofB = curved ? StrictMath.sin(t * angle) / sine : t;
        float[] between = new float[a.length];
        for (int i = 0; i < between.length; i++) {
            between[i] = (float) (ofA * a[i] + ofB * b[i]);
        }
        return between;
    }

    private static double dot(float[] a, float[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += (double) a[i] * b[i];
        }
        return sum;
    }

    /** A number that both ends share stays exactly as it is. */
    private static float[] linear(float[] a, float[] b, double t) {
        float[] between = new float[a.length];
        for (int i = 0; i < between.length; i++) {
            between[i] = (float) (a[i] + t * ((double) b[i] - a[i]));
        }
        return between;
    }

    private static float[] truncated(float[] latent, Truncation truncation) {
        double psi = truncation.psi().doubleValue();
        float[] nearer = new float[latent.length];
        for (int i = 0; i < nearer.length; i++) {
            nearer[i] = (float) (psi * latent[i]);
        }
        return nearer;
    }
}
