package dev.atelier.contract.photos;

import dev.atelier.contract.images.Picture;

/**
 * Changes a picture's size by the cubic of Catmull and Rom (Keys 1981, a = −½), first in rows, then in columns. Where the
 * picture shrinks the cubic is as wide as the pixels that fall on one, so that fine patterns become their mean instead of
 * others. The result is a function of the pixels alone, on every machine.
 */
public final class Resampling {

    private static final double REACH = 2;

    private Resampling() {}

    /** @return [height, width], as many channels as {@code picture} */
    public static Picture resize(Picture picture, int width, int height) {
        if (picture.width() == width && picture.height() == height) {
            return picture;
        }
        int channels = picture.channels();
        float[] values = new float[picture.pixels().length];
        for (int i = 0; i < values.length; i++) {
            values[i] = picture.pixels()[i] & 0xFF;
        }
        // Rows are lines of pixels with `channels` values; columns are lines with a row's values each.
        float[] wide = lines(values, picture.height(), picture.width(), channels, width);
        float[] both = lines(wide, 1, picture.height(), width * channels, height);
        byte[] pixels = new byte[both.length];
        for (int i = 0; i < pixels.length; i++) {
            pixels[i] = (byte) Math.max(0, Math.min(255, Math.round(both[i])));
        }
        return new Picture(width, height, channels, pixels);
    }

    /** [count, from, values] → [count, to, values]. */
    private static float[] lines(float[] in, int count, int from, int values, int to) {
        if (from == to) {
            return in;
        }
        float[] out = new float[count * to * values];
        double scale = (double) from / to;
        double stretch = Math.max(1, scale);
        for (int target = 0; target < to; target++) {
            double centre = (target + 0.5) * scale - 0.5;
            int first = (int) Math.max(0, Math.ceil(centre - REACH * stretch));
            int last = (int) Math.min(from - 1, Math.floor(centre + REACH * stretch));
            float[] weights = weights(first, last, centre, stretch);
            for (int line = 0; line < count; line++) {
                int sum = (line * to + target) * values;
                for (int source = first; source <= last; source++) {
                    float weight = weights[source - first];
                    int at = (line * from + source) * values;
                    for (int v = 0; v < values; v++) {
                        out[sum + v] += weight * in[at + v];
                    }
                }
            }
        }
        return out;
    }

    /** Their sum is 1, at the borders too. */
    private static float[] weights(int first, int last, double centre, double stretch) {
        double[] raw = new double[last - first + 1];
        double sum = 0;
        for (int i = 0; i < raw.length; i++) {
            raw[i] = cubic(Math.abs(first + i - centre) / stretch);
            sum += raw[i];
        }
        float[] weights = new float[raw.length];
        for (int i = 0; i < raw.length; i++) {
            weights[i] = (float) (raw[i] / sum);
        }
        return weights;
    }

    private static double cubic(double x) {
        if (x < 1) {
            return (1.5 * x - 2.5) * x * x + 1;
        }
        return x < REACH ? ((-0.5 * x + 2.5) * x - 4) * x + 2 : 0;
    }
}
