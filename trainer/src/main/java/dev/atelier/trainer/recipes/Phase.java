package dev.atelier.trainer.recipes;

/**
 * A part of a progressive training in which the networks stay as they are.
 *
 * @param side of its pictures
 * @param fading whether the last stage is being faded in, or there in full
 * @param recipe how it is trained: as any other model
 */
public record Phase(int side, boolean fading, AdversarialRecipe recipe) {

    /** For people and folders, such as {@code 16-fading}. */
    public String name() {
        return side + (fading ? "-fading" : "-steady");
    }
}
