package dev.atelier.contract.photos;

import dev.atelier.contract.images.Picture;
import java.awt.image.Raster;
import java.util.function.IntPredicate;

/**
 * JPEG files for printing, with four colours, which ImageIO does not turn into RGB. Adobe's programs, which write nearly all
 * of them, store the inks inverted and say in a marker (APP14) whether the first three are luminance and chrominance.
 */
final class CmykJpeg {

    private static final int START_OF_SCAN = 0xDA;
    private static final int APP14 = 0xEE;
    private static final int YCCK = 2;

    private CmykJpeg() {}

    /** Whether the file is a JPEG with four components. */
    static boolean isOne(byte[] file) {
        int frame = segment(
                file, marker -> marker >= 0xC0 && marker <= 0xCF && marker != 0xC4 && marker != 0xC8 && marker != 0xCC);
        return frame >= 0 && frame + 9 < file.length && file[frame + 9] == 4;
    }

    static Picture toRgb(Raster raster, byte[] file) {
        int adobe = segment(file, marker -> marker == APP14);
        boolean marked = adobe >= 0 && adobe + 15 < file.length && file[adobe + 4] == 'A';
        boolean luminance = marked && file[adobe + 15] == YCCK;
        int width = raster.getWidth();
        byte[] pixels = new byte[width * raster.getHeight() * 3];
        int[] inks = new int[width * 4];
        for (int y = 0; y < raster.getHeight(); y++) {
            raster.getPixels(0, y, width, 1, inks);
            for (int x = 0; x < width; x++) {
                if (luminance) {
                    toInks(inks, x * 4);
                }
                for (int colour = 0; colour < 3; colour++) {
                    int ink = inks[x * 4 + colour];
                    int black = inks[x * 4 + 3];
                    int value = marked ? ink * black : (255 - ink) * (255 - black);
                    pixels[(y * width + x) * 3 + colour] = (byte) ((value + 127) / 255);
                }
            }
        }
        return new Picture(width, raster.getHeight(), 3, pixels);
    }

    /** Luminance and chrominance (JFIF) of one pixel to three inks, as Adobe stores them, in place. */
    private static void toInks(int[] values, int at) {
        double y = values[at];
        double blue = values[at + 1] - 128;
        double red = values[at + 2] - 128;
        values[at] = 255 - clamped(y + 1.402 * red);
        values[at + 1] = 255 - clamped(y - 0.344136 * blue - 0.714136 * red);
        values[at + 2] = 255 - clamped(y + 1.772 * blue);
    }

    private static int clamped(double value) {
        return (int) Math.max(0, Math.min(255, Math.round(value)));
    }

    /** Where the first segment with such a marker begins, at its 0xFF; negative where there is none before the picture. */
    private static int segment(byte[] file, IntPredicate wanted) {
        int at = 2;
        if (file.length < 4 || (file[0] & 0xFF) != 0xFF || (file[1] & 0xFF) != 0xD8) {
            return -1;
        }
        while (at + 4 <= file.length && (file[at] & 0xFF) == 0xFF) {
            int marker = file[at + 1] & 0xFF;
            if (wanted.test(marker)) {
                return at;
            }
            if (marker == START_OF_SCAN) {
                return -1;
            }
            at += marker == 0xFF ? 1 : 2 + ((file[at + 2] & 0xFF) << 8 | file[at + 3] & 0xFF);
        }
        return -1;
    }
}
