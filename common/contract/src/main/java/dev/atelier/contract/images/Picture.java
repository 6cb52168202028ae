package dev.atelier.contract.images;

/**
 * Raw pixels.
 *
 * @param width in pixels
 * @param height in pixels
 * @param channels 1 for grey, 3 for red, green, blue
 * @param pixels height × width × channels unsigned bytes, row by row, channels of a pixel together
 */
public record Picture(int width, int height, int channels, byte[] pixels) {
    public Picture {
        if (width < 1 || height < 1 || (channels != 1 && channels != 3)) {
            throw new IllegalArgumentException(
                    "a picture is at least 1×1 with 1 or 3 channels, not " + width + "×" + height + "×" + channels);
        }
        if (pixels.length != width * height * channels) {
            throw new IllegalArgumentException(width + "×" + height + "×" + channels + " needs "
                    + width * height * channels + " bytes, not " + pixels.length);
        }
    }

    /** The same pixels, each channel by itself: channels × height × width bytes. */
    public byte[] planes() {
        int area = width * height;
        byte[] planes = new byte[pixels.length];
        for (int channel = 0; channel < channels; channel++) {
            for (int p = 0; p < area; p++) {
                planes[channel * area + p] = pixels[p * channels + channel];
            }
        }
        return planes;
    }
}
