package dev.atelier.trainer.training;

import dev.atelier.trainer.recipes.FramingSettings;
import java.util.Random;

/** Flips and cuts real pictures of one size. */
final class Framing {

    private final FramingSettings settings;
    private final int channels;
    private final int height;
    private final int width;

    Framing(FramingSettings settings, int channels, int height, int width) {
        this.settings = settings;
        this.channels = channels;
        this.height = height;
        this.width = width;
    }

    /**
     * Changes a picture in its place.
     *
     * @param pictures in which it begins at {@code offset}, [channels, height, width]
     * @param random decides
     */
    void apply(float[] pictures, int offset, Random random) {
        boolean flipped = settings.flip() && random.nextBoolean();
        int down = shift(height, random);
        int right = shift(width, random);
        float[] original = new float[channels * height * width];
        System.arraycopy(pictures, offset, original, 0, original.length);
        for (int row = 0; row < channels * height; row++) {
            int fromRow = row / height * height + inside(row % height - down, height);
            for (int x = 0; x < width; x++) {
                int fromX = inside(x - right, width);
                pictures[offset + row * width + x] = original[fromRow * width + (flipped ? width - 1 - fromX : fromX)];
            }
        }
    }

    private int shift(int side, Random random) {
        int most = (int) Math.round(settings.crop() * side);
        return random.nextInt(2 * most + 1) - most;
    }

    private static int inside(int place, int size) {
        return Math.max(0, Math.min(size - 1, place));
    }
}
