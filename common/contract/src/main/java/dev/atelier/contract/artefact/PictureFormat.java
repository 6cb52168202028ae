package dev.atelier.contract.artefact;

/**
 * Size of a model's pictures.
 *
 * @param width in pixels
 * @param height in pixels
 * @param channels 1 for grey, 3 for red, green, blue
 */
public record PictureFormat(int width, int height, int channels) {
    public PictureFormat {
        if (width < 1 || height < 1 || (channels != 1 && channels != 3)) {
            throw new IllegalArgumentException(
                    "a picture has a width and height of at least 1 and 1 or 3 channels, not " + width + "×" + height
                            + "×" + channels);
        }
    }
}
