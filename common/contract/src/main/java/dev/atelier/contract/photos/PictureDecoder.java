package dev.atelier.contract.photos;

import com.twelvemonkeys.imageio.plugins.webp.WebPImageReaderSpi;
import dev.atelier.contract.images.Picture;
import java.awt.color.ColorSpace;
import java.awt.image.BufferedImage;
import java.awt.image.DataBuffer;
import java.awt.image.IndexColorModel;
import java.awt.image.Raster;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import javax.imageio.ImageIO;
import javax.imageio.ImageReadParam;
import javax.imageio.ImageReader;
import javax.imageio.spi.ImageReaderSpi;
import javax.imageio.stream.ImageInputStream;
import javax.imageio.stream.MemoryCacheImageInputStream;

/**
 * Decodes JPEG, PNG, WebP, GIF and BMP files to red, green and blue, by their bytes and not by their names. Samples are taken
 * as they are in the file: colour profiles are ignored, since photos of shops are sRGB, and so that grey is not brightened, as
 * ImageIO does when it is asked for RGB.
 */
public final class PictureDecoder {

    /** A file of some kilobytes may promise a picture of gigabytes; no data set's photos are larger. */
    private static final int LARGEST_SIDE = 4096;

    /** Pixels of what is not kept in full: beyond all cameras, and a row still fits into the memory. */
    public static final int LARGEST_REDUCED_SIDE = 16_384;

    /** Of formats that are read whole, with 4 bytes for each pixel, however few of them are kept; a file of 44 bytes will do. */
    private static final long MOST_PIXELS_READ_WHOLE = 32_000_000;

    /** Asked by its own name: in some class loaders ImageIO does not find what the class path has for it. */
    private static final ImageReaderSpi WEBP = new WebPImageReaderSpi();

    private static final int WHITE = 255;

    private PictureDecoder() {}

    /** @throws UnusablePictureException where the bytes are no picture, a damaged one or a far too large one */
    public static DecodedPicture decode(byte[] file) throws UnusablePictureException {
        return decode(file, LARGEST_SIDE, LARGEST_SIDE);
    }

    /**
     * Decodes and turns upright, as the camera says in the file. Of a large photo only every second, third, … pixel is read,
     * so that its sides have the given number of pixels or up to twice as many: much less memory, and enough for what looks
     * at it in a smaller size.
     *
     * @param side 1 or more
     * @throws UnusablePictureException where the bytes are no picture, a damaged one, or one with a side of more than
     *     {@value #LARGEST_REDUCED_SIDE} pixels
     */
    public static Picture decodeUpright(byte[] file, int side) throws UnusablePictureException {
        Picture picture = decode(file, LARGEST_REDUCED_SIDE, side).picture();
        return Orientation.of(file).upright(picture);
    }

    /** The sides of a picture in pixels; what decoding it takes grows with their product. */
    public record Size(int width, int height) {
        public long pixels() {
            return (long) width * height;
        }
    }

    /**
     * The size of a picture as it lies in its file, by the file's beginning alone.
     *
     * @throws UnusablePictureException where the bytes are no picture, or a damaged one
     */
    public static Size size(byte[] file) throws UnusablePictureException {
        try (ImageInputStream in = new MemoryCacheImageInputStream(new ByteArrayInputStream(file))) {
            ImageReader reader = reader(in, file);
            try {
                reader.setInput(in, true, true);
                return size(reader);
            } finally {
                reader.dispose();
            }
        } catch (IOException | RuntimeException e) {
            throw new UnusablePictureException("damaged picture", String.valueOf(e.getMessage()));
        }
    }

    private static Size size(ImageReader reader) throws IOException {
        return new Size(reader.getWidth(0), reader.getHeight(0));
    }

    private static DecodedPicture decode(byte[] file, int largest, int kept) throws UnusablePictureException {
        try (ImageInputStream in = new MemoryCacheImageInputStream(new ByteArrayInputStream(file))) {
            ImageReader reader = reader(in, file);
            try {
                reader.setInput(in, true, true);
                int longer = Math.max(reader.getWidth(0), reader.getHeight(0));
                if (longer > largest) {
                    throw new UnusablePictureException(
                            "picture with a side of more than " + largest + " pixels",
                            reader.getWidth(0) + "×" + reader.getHeight(0));
                }
                if (isWebp(file) && size(reader).pixels() > MOST_PIXELS_READ_WHOLE) {
                    throw new UnusablePictureException(
                            "WebP picture of more than " + MOST_PIXELS_READ_WHOLE + " pixels",
                            reader.getWidth(0) + "×" + reader.getHeight(0));
                }
                List<String> warnings = new ArrayList<>();
                reader.addIIOReadWarningListener((source, warning) -> warnings.add(warning));
                ImageReadParam param = reader.getDefaultReadParam();
                int step = Math.max(1, longer / kept);
                param.setSourceSubsampling(step, step, 0, 0);
                DecodedPicture picture = read(reader, param, file);
                if (!warnings.isEmpty()) {
                    // What a file that was cut off lacks is filled with grey, with a warning and no error.
                    throw new UnusablePictureException("damaged picture", warnings.get(0));
                }
                return picture;
            } finally {
                reader.dispose();
            }
        } catch (IOException | RuntimeException e) {
            // ImageIO's readers also answer damaged files with IndexOutOfBounds and the like.
            throw new UnusablePictureException("damaged picture", String.valueOf(e.getMessage()));
        }
    }

    private static ImageReader reader(ImageInputStream in, byte[] file) throws IOException, UnusablePictureException {
        Iterator<ImageReader> readers = ImageIO.getImageReaders(in);
        if (readers.hasNext()) {
            return readers.next();
        }
        if (isWebp(file)) {
            return WEBP.createReaderInstance();
        }
        throw new UnusablePictureException("file that is no picture", file.length + " bytes, " + start(file));
    }

    private static boolean isWebp(byte[] file) {
        String start = new String(file, 0, Math.min(file.length, 12), StandardCharsets.ISO_8859_1);
        return start.startsWith("RIFF") && start.endsWith("WEBP");
    }

    private static DecodedPicture read(ImageReader reader, ImageReadParam param, byte[] file) throws IOException {
        if (CmykJpeg.isOne(file)) {
            return new DecodedPicture(CmykJpeg.toRgb(reader.readRaster(0, param), file), false);
        }
        BufferedImage image = reader.read(0, param);
        Raster raster = image.getRaster();
        boolean grey = image.getColorModel().getColorSpace().getType() == ColorSpace.TYPE_GRAY;
        if (grey && !(image.getColorModel() instanceof IndexColorModel)) {
            return new DecodedPicture(greyOnWhite(image), true);
        }
        boolean bytes = raster.getDataBuffer().getDataType() == DataBuffer.TYPE_BYTE
                && !(image.getColorModel() instanceof IndexColorModel)
                && image.getColorModel().getComponentSize(0) == Byte.SIZE;
        boolean rgb = image.getColorModel().getColorSpace().getType() == ColorSpace.TYPE_RGB;
        if (bytes && rgb && raster.getNumBands() == 3) {
            return new DecodedPicture(samples(raster), false);
        }
        return new DecodedPicture(onWhite(image), false);
    }

    private static Picture samples(Raster raster) {
        int width = raster.getWidth();
        int height = raster.getHeight();
        byte[] pixels = new byte[width * height * 3];
        int[] row = new int[width * 3];
        for (int y = 0; y < height; y++) {
            raster.getPixels(raster.getMinX(), raster.getMinY() + y, width, 1, row);
            for (int i = 0; i < row.length; i++) {
                pixels[y * row.length + i] = (byte) row[i];
            }
        }
        return new Picture(width, height, 3, pixels);
    }

    /** Samples of any depth become bytes; what is transparent becomes white. */
    private static Picture greyOnWhite(BufferedImage image) {
        Raster raster = image.getRaster();
        int width = image.getWidth();
        int bands = raster.getNumBands();
        double largest = (1 << image.getColorModel().getComponentSize(0)) - 1;
        boolean alpha = image.getColorModel().hasAlpha();
        byte[] pixels = new byte[width * image.getHeight() * 3];
        int[] row = new int[width * bands];
        for (int y = 0; y < image.getHeight(); y++) {
            raster.getPixels(raster.getMinX(), raster.getMinY() + y, width, 1, row);
            for (int x = 0; x < width; x++) {
                double opaque = alpha ? row[x * bands + 1] / largest : 1;
                double value = row[x * bands] / largest * opaque + 1 - opaque;
                Arrays.fill(pixels, (y * width + x) * 3, (y * width + x) * 3 + 3, (byte) Math.round(WHITE * value));
            }
        }
        return new Picture(width, image.getHeight(), 3, pixels);
    }

    /** What is transparent becomes white. */
    private static Picture onWhite(BufferedImage image) {
        int width = image.getWidth();
        byte[] pixels = new byte[width * image.getHeight() * 3];
        int[] row = new int[width];
        int at = 0;
        for (int y = 0; y < image.getHeight(); y++) {
            image.getRGB(0, y, width, 1, row, 0, width);
            for (int argb : row) {
                int alpha = argb >>> 24;
                for (int shift = 16; shift >= 0; shift -= 8) {
                    int value = argb >> shift & 0xFF;
                    pixels[at++] = (byte) ((value * alpha + WHITE * (255 - alpha) + 127) / 255);
                }
            }
        }
        return new Picture(width, image.getHeight(), 3, pixels);
    }

    private static String start(byte[] file) {
        StringBuilder text = new StringBuilder("beginning with");
        for (int i = 0; i < Math.min(4, file.length); i++) {
            text.append(String.format(" %02x", file[i]));
        }
        return file.length == 0 ? "empty" : text.toString();
    }
}
