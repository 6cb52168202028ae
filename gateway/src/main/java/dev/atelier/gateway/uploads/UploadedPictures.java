package dev.atelier.gateway.uploads;

import com.twelvemonkeys.imageio.plugins.webp.WebPImageReaderSpi;
import dev.atelier.contract.photos.PictureDecoder;
import dev.atelier.gateway.configuration.GatewayConfig;
import dev.atelier.gateway.problems.Problem;
import dev.atelier.gateway.problems.ProblemException;
import dev.atelier.gateway.problems.ProblemType;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.Iterator;
import java.util.stream.Collectors;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.spi.ImageReaderSpi;
import javax.imageio.stream.ImageInputStream;

/** Takes a picture that was sent, or says what is wrong with it. It is not decoded here. */
@ApplicationScoped
public class UploadedPictures {
    private static final String FORMATS =
            Arrays.stream(PictureFormat.values()).map(PictureFormat::mediaType).collect(Collectors.joining(", "));

    /** Asked by its own name: in some class loaders ImageIO does not find what the class path has for it. */
    private static final ImageReaderSpi WEBP = new WebPImageReaderSpi();

    private final long mostBytes;
    private final long mostPixels;

    UploadedPictures(GatewayConfig config) {
        this.mostBytes = config.search().pictureLimit().asLongValue();
        this.mostPixels = config.search().pixelLimit();
        // A picture in the memory needs no file beside it.
        ImageIO.setUseCache(false);
    }

    /**
     * @param bytes of the part {@code picture}
     * @throws ProblemException {@code picture-too-large}, {@code unsupported-picture} or {@code broken-picture}
     */
    public UploadedPicture check(byte[] bytes) {
        if (bytes.length > mostBytes) {
            throw tooLarge("The picture has " + bytes.length + " bytes; at most " + mostBytes + " are taken.");
        }
        PictureFormat format = PictureFormat.of(bytes).orElseThrow(() -> Problem.of(
                        ProblemType.UNSUPPORTED_PICTURE,
                        "The bytes of the part 'picture' are of no format that is taken here, whatever their name"
                                + " or type says; send one of " + FORMATS + ".")
                .asException());
        requireSmall(bytes, format);
        return new UploadedPicture(format, bytes);
    }

    private void requireSmall(byte[] bytes, PictureFormat format) {
        try (ImageInputStream input = ImageIO.createImageInputStream(new ByteArrayInputStream(bytes))) {
            ImageReader reader = reader(format, input);
            try {
                reader.setInput(input);
                requireSmall(reader.getWidth(0), reader.getHeight(0));
            } finally {
                reader.dispose();
            }
        } catch (IOException | IndexOutOfBoundsException | IllegalArgumentException | NegativeArraySizeException e) {
            throw broken(format, String.valueOf(e.getMessage()));
        }
    }

    private static ImageReader reader(PictureFormat format, ImageInputStream input) throws IOException {
        if (format == PictureFormat.WEBP) {
            return WEBP.createReaderInstance();
        }
        Iterator<ImageReader> readers = ImageIO.getImageReaders(input);
        if (!readers.hasNext()) {
            throw new IOException("its header cannot be read");
        }
        return readers.next();
    }

    private void requireSmall(int width, int height) {
        if ((long) width * height > mostPixels) {
            throw tooLarge("The picture has " + width + " × " + height + " pixels; at most " + mostPixels
                    + " in all are taken.");
        }
        if (Math.max(width, height) > PictureDecoder.LARGEST_REDUCED_SIDE) {
            // Workers would put the product away minutes later, where few look.
            throw tooLarge("The picture has " + width + " × " + height + " pixels; a side has at most "
                    + PictureDecoder.LARGEST_REDUCED_SIDE + ".");
        }
    }

    private static ProblemException tooLarge(String detail) {
        return Problem.of(ProblemType.PICTURE_TOO_LARGE, detail).asException();
    }

    private static ProblemException broken(PictureFormat format, String why) {
        return Problem.of(
                        ProblemType.BROKEN_PICTURE,
                        "The part 'picture' begins as " + format.mediaType() + " and is none: " + why + ".")
                .asException();
    }
}
