package dev.atelier.trainer.embedding;

import dev.atelier.trainer.recipes.FramingSettings;

/**
 * How an embedder is trained; stands in its manifest.
 *
 * @param epochs passes over the training pictures
 * @param batch pictures a step
 * @param seed of weights and order
 * @param dimensions of a vector
 * @param scale of the sphere that the heads see vectors on: larger makes sharper probabilities
 * @param rate of Adam, falling to zero over the second half
 * @param framing how pictures are shown
 */
public record EmbedderRecipe(
        int epochs, int batch, long seed, int dimensions, double scale, double rate, FramingSettings framing) {

    public EmbedderRecipe {
        if (epochs < 1 || batch < 2 || dimensions < 2 || !(scale > 0) || !(rate > 0)) {
            throw new IllegalArgumentException(
                    "epochs must be 1 or more, batch and dimensions 2 or more, scale and rate" + " above 0, not "
                            + epochs + ", " + batch + ", " + dimensions + ", " + scale + " and " + rate);
        }
    }

    /** What the shipped embedder was trained by, for some number of epochs. */
    public static EmbedderRecipe standard(int epochs) {
        return new EmbedderRecipe(epochs, 64, 30_000, 96, 12, 2e-3, new FramingSettings(true, 0.06));
    }
}
