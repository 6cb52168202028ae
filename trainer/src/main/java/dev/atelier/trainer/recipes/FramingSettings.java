package dev.atelier.trainer.recipes;

/**
 * How real pictures are shown, which is not undone: they are flipped and cut at random, and what is generated learns to look
 * like that.
 *
 * @param flip whether half of them are mirrored, left to right
 * @param crop largest shift of the cut as a share of the side, 0 to below 1; where it leaves the picture, the picture's edge
 *     goes on
 */
public record FramingSettings(boolean flip, double crop) {

    public FramingSettings {
        Bounds.share("crop", crop);
    }
}
