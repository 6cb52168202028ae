package dev.atelier.trainer.datasets;

import dev.atelier.contract.images.Picture;
import java.util.List;

/**
 * Labelled pictures in memory.
 *
 * @param classes the names of the labels, in their order
 * @param channels 1 (grey) or 3
 * @param height in pixels
 * @param width in pixels
 * @param pixels all pictures, one after the other, [channels, height, width] each, 0 to 255
 * @param labels an index into {@code classes} for each picture
 */
public record Examples(List<String> classes, int channels, int height, int width, byte[] pixels, byte[] labels) {

    public Examples {
        classes = List.copyOf(classes);
        if (pixels.length != (long) labels.length * channels * height * width) {
            throw new IllegalArgumentException(labels.length + " labels don't go with " + pixels.length
                    + " pixels of pictures " + channels + "×" + height + "×" + width);
        }
    }

    public int count() {
        return labels.length;
    }

    public int pictureSize() {
        return channels * height * width;
    }

    public int label(int index) {
        return labels[index];
    }

    /** The label of each picture. */
    public int[] labelNumbers() {
        int[] numbers = new int[labels.length];
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] = labels[i];
        }
        return numbers;
    }

    /** Writes a picture with values 0 to 1. */
    public void picture(int index, float[] into, int offset) {
        int size = pictureSize();
        for (int i = 0; i < size; i++) {
            into[offset + i] = (pixels[index * size + i] & 0xFF) / 255f;
        }
    }

    /** A picture as it is. */
    public Picture picture(int index) {
        int area = height * width;
        byte[] interleaved = new byte[pictureSize()];
        for (int channel = 0; channel < channels; channel++) {
            for (int p = 0; p < area; p++) {
                interleaved[p * channels + channel] = pixels[(index * channels + channel) * area + p];
            }
        }
        return new Picture(width, height, channels, interleaved);
    }
}
