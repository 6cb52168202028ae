package dev.atelier.trainer.recipes;

/**
 * What is done to each picture before D sees it, real or generated.
 *
 * @param translation largest shift as a share of the side, both directions, 0 to below 1
 * @param brightness largest number added to all pixels, or taken from them
 * @param cutout side of a square that is made 0, as a share of the picture's, 0 to below 1
 */
public record AugmentationSettings(double translation, double brightness, double cutout) {

    public AugmentationSettings {
        Bounds.share("translation", translation);
        Bounds.weight("brightness", brightness);
        Bounds.share("cutout", cutout);
    }
}
