package dev.atelier.trainer.training;

import dev.atelier.trainer.recipes.AugmentationSettings;
import java.util.Random;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Differentiable augmentation (Zhao et al. 2020): D is shown real and generated pictures only after the same kinds of random
 * change, so that it can't learn the data by heart, and G's gradient goes back through the change. Each picture is shifted,
 * its brightness is changed and a square is cut out of it, in this order.
 *
 * <p>One object is the changes of one batch: a function of the seed, so that a step can be repeated.
 */
final class Augmentation {

    private final int[][] shifts;
    private final float[] brightness;
    private final int[][] cuts;
    private final int cut;
    private final int channels;
    private final int height;
    private final int width;

    /** @param shape [batch, channels, height, width] of what is going to be changed */
    Augmentation(AugmentationSettings settings, long[] shape, long seed) {
        int batch = (int) shape[0];
        channels = (int) shape[1];
        height = (int) shape[2];
        width = (int) shape[3];
        Random random = new Random(seed);
        shifts = new int[batch][];
        brightness = new float[batch];
        cuts = new int[batch][];
        cut = (int) Math.round(settings.cutout() * Math.min(height, width));
        for (int i = 0; i < batch; i++) {
            shifts[i] = new int[] {
                shift(settings.translation() * height, random), shift(settings.translation() * width, random)
            };
            brightness[i] = (float) ((2 * random.nextDouble() - 1) * settings.brightness());
            cuts[i] = new int[] {random.nextInt(height - cut + 1), random.nextInt(width - cut + 1)};
        }
    }

    private static int shift(double largest, Random random) {
        int steps = (int) Math.round(largest);
        return random.nextInt(2 * steps + 1) - steps;
    }

    /** The changed pictures; where a picture was shifted away from, 0 comes in. */
    INDArray apply(INDArray pictures) {
        return move(pictures, 1, brightness);
    }

    /** Takes the gradient at the changed pictures back to the pictures. */
    INDArray backward(INDArray gradient) {
        return move(gradient, -1, new float[brightness.length]);
    }

    /**
     * Forwards a pixel goes from its place to the shifted one, backwards the other way; what falls outside or into the cut
     * (which lies in the changed picture) is lost either way.
     */
    private INDArray move(INDArray from, int direction, float[] added) {
        long[] shape = from.shape();
        float[] source = from.reshape('c', new long[] {from.length()}).toFloatVector();
        float[] target = new float[source.length];
        int area = height * width;
        for (int i = 0; i < added.length; i++) {
            for (int y = 0; y < height; y++) {
                for (int x = 0; x < width; x++) {
                    int originalY = y - shifts[i][0];
                    int originalX = x - shifts[i][1];
                    if (isCut(i, y, x) || outside(originalY, height) || outside(originalX, width)) {
                        continue;
                    }
                    int changed = y * width + x;
                    int original = originalY * width + originalX;
                    for (int channel = 0; channel < channels; channel++) {
                        int base = (i * channels + channel) * area;
                        if (direction > 0) {
                            target[base + changed] = source[base + original] + added[i];
                        } else {
                            target[base + original] = source[base + changed];
                        }
                    }
                }
            }
        }
        return Nd4j.create(target, shape, 'c');
    }

    private boolean isCut(int example, int y, int x) {
        int top = cuts[example][0];
        int left = cuts[example][1];
        return y >= top && y < top + cut && x >= left && x < left + cut;
    }

    private static boolean outside(int place, int size) {
        return place < 0 || place >= size;
    }
}
