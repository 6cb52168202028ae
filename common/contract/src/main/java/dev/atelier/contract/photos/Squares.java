package dev.atelier.contract.photos;

import dev.atelier.contract.images.Picture;
import java.util.Arrays;

/** How a picture of any shape becomes a square. */
public enum Squares {
    /** On a square of its own background, so that shapes stay what they are. */
    PAD {
        @Override
        public Picture square(Picture picture, int side) {
            return Resampling.resize(padded(picture), side, side);
        }
    },
    /** Distorted to fill the square. */
    STRETCH {
        @Override
        public Picture square(Picture picture, int side) {
            return Resampling.resize(picture, side, side);
        }
    };

    private static final int ALIKE = 16;

    /** @return [side, side], as many channels as {@code picture} */
    public abstract Picture square(Picture picture, int side);

    private static Picture padded(Picture picture) {
        int width = picture.width();
        int height = picture.height();
        if (width == height) {
            return picture;
        }
        int channels = picture.channels();
        int side = Math.max(width, height);
        byte[] background = background(picture);
        byte[] pixels = new byte[side * side * channels];
        for (int i = 0; i < pixels.length; i++) {
            pixels[i] = background[i % channels];
        }
        int left = (side - width) / 2;
        int top = (side - height) / 2;
        for (int y = 0; y < height; y++) {
            System.arraycopy(
                    picture.pixels(),
                    y * width * channels,
                    pixels,
                    ((top + y) * side + left) * channels,
                    width * channels);
        }
        return new Picture(side, side, channels, pixels);
    }

    /**
     * The colour of the edges that get a neighbour: their median, where at least half of their pixels are like it; else
     * white.
     */
    private static byte[] background(Picture picture) {
        int channels = picture.channels();
        boolean sides = picture.height() > picture.width();
        int length = sides ? picture.height() : picture.width();
        int[][] edge = new int[channels][2 * length];
        for (int i = 0; i < length; i++) {
            for (int c = 0; c < channels; c++) {
                edge[c][2 * i] = sides ? value(picture, 0, i, c) : value(picture, i, 0, c);
                edge[c][2 * i + 1] =
                        sides ? value(picture, picture.width() - 1, i, c) : value(picture, i, picture.height() - 1, c);
            }
        }
        byte[] median = new byte[channels];
        for (int c = 0; c < channels; c++) {
            int[] sorted = edge[c].clone();
            Arrays.sort(sorted);
            median[c] = (byte) sorted[length];
        }
        int alike = 0;
        for (int i = 0; i < 2 * length; i++) {
            boolean like = true;
            for (int c = 0; c < channels; c++) {
                like &= Math.abs(edge[c][i] - (median[c] & 0xFF)) <= ALIKE;
            }
            alike += like ? 1 : 0;
        }
        if (alike < length) {
            Arrays.fill(median, (byte) 255);
        }
        return median;
    }

    private static int value(Picture picture, int x, int y, int channel) {
        return picture.pixels()[(y * picture.width() + x) * picture.channels() + channel] & 0xFF;
    }
}
