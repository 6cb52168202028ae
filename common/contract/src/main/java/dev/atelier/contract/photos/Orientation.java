package dev.atelier.contract.photos;

import com.twelvemonkeys.imageio.metadata.Entry;
import com.twelvemonkeys.imageio.metadata.jpeg.JPEG;
import com.twelvemonkeys.imageio.metadata.jpeg.JPEGSegment;
import com.twelvemonkeys.imageio.metadata.jpeg.JPEGSegmentUtil;
import com.twelvemonkeys.imageio.metadata.tiff.TIFF;
import com.twelvemonkeys.imageio.metadata.tiff.TIFFReader;
import dev.atelier.contract.images.Picture;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.List;
import javax.imageio.stream.ImageInputStream;
import javax.imageio.stream.MemoryCacheImageInputStream;

/**
 * How a camera was held, which it writes into a JPEG file instead of turning the pixels.
 *
 * @param exif 1 to 8 (Exif 2.3, tag 274): 1 upright, 2 mirrored, 3 half a turn, 4 half a turn and mirrored, 6 and 8 to be
 *     turned by a quarter clockwise and the other way, 5 and 7 these mirrored
 */
record Orientation(int exif) {
    private static final int UPRIGHT = 1;
    private static final int LAST = 8;

    /** What the file says; upright where it says nothing or nothing that can be read. */
    static Orientation of(byte[] file) {
        if (file.length < 2 || (file[0] & 0xFF) != 0xFF || (file[1] & 0xFF) != 0xD8) {
            return new Orientation(UPRIGHT);
        }
        try (ImageInputStream in = new MemoryCacheImageInputStream(new ByteArrayInputStream(file))) {
            List<JPEGSegment> segments = JPEGSegmentUtil.readSegments(in, JPEG.APP1, "Exif");
            return segments.isEmpty() ? new Orientation(UPRIGHT) : inExif(segments.get(0));
        } catch (IOException | RuntimeException e) {
            // What a camera noted beside the picture may be damaged where the picture is not.
            return new Orientation(UPRIGHT);
        }
    }

    private static Orientation inExif(JPEGSegment segment) throws IOException {
        // The segment's data begin with a byte of padding before the TIFF header.
        try (ImageInputStream exif = new MemoryCacheImageInputStream(segment.data())) {
            exif.skipBytes(1);
            try (ImageInputStream tiff = new MemoryCacheImageInputStream(rest(exif))) {
                Entry entry = new TIFFReader().read(tiff).getEntryById(TIFF.TAG_ORIENTATION);
                int value = entry != null && entry.getValue() instanceof Number number ? number.intValue() : UPRIGHT;
                return new Orientation(value >= UPRIGHT && value <= LAST ? value : UPRIGHT);
            }
        }
    }

    private static ByteArrayInputStream rest(ImageInputStream in) throws IOException {
        byte[] bytes = new byte[64 * 1024];
        int length = 0;
        int read = in.read(bytes, 0, bytes.length);
        while (read > 0) {
            length += read;
            read = in.read(bytes, length, bytes.length - length);
        }
        return new ByteArrayInputStream(bytes, 0, length);
    }

    /** The picture as it is to be looked at. */
    Picture upright(Picture picture) {
        if (exif == UPRIGHT) {
            return picture;
        }
        boolean turned = exif >= 5;
        int width = turned ? picture.height() : picture.width();
        int height = turned ? picture.width() : picture.height();
        int channels = picture.channels();
        byte[] pixels = new byte[picture.pixels().length];
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                int from = source(x, y, picture.width(), picture.height()) * channels;
                System.arraycopy(picture.pixels(), from, pixels, (y * width + x) * channels, channels);
            }
        }
        return new Picture(width, height, channels, pixels);
    }

    /** Where in the file's picture, counted row by row, the pixel is that belongs to (x, y). */
    private int source(int x, int y, int width, int height) {
        int right = width - 1;
        int bottom = height - 1;
        return switch (exif) {
            case 2 -> y * width + right - x;
            case 3 -> (bottom - y) * width + right - x;
            case 4 -> (bottom - y) * width + x;
            case 5 -> x * width + y;
            case 6 -> (bottom - x) * width + y;
            case 7 -> (bottom - x) * width + right - y;
            default -> x * width + right - y;
        };
    }
}
