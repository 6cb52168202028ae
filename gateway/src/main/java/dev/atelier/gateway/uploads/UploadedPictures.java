package dev.atelier.gateway.uploads;

import dev.atelier.contract.photos.PictureDecoder;
import dev.atelier.contract.photos.UnusablePictureException;
import dev.atelier.gateway.configuration.GatewayConfig;
import dev.atelier.gateway.problems.Problem;
import dev.atelier.gateway.problems.ProblemException;
import dev.atelier.gateway.problems.ProblemType;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Arrays;
import java.util.stream.Collectors;

/** Takes a picture that was sent, or says what is wrong with it. It is not decoded here. */
@ApplicationScoped
public class UploadedPictures {
    private static final String FORMATS =
            Arrays.stream(PictureFormat.values()).map(PictureFormat::mediaType).collect(Collectors.joining(", "));

    private final long mostBytes;
    private final long mostPixels;

    UploadedPictures(GatewayConfig config) {
        this.mostBytes = config.search().pictureLimit().asLongValue();
        this.mostPixels = config.search().pixelLimit();
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
        try {
            PictureDecoder.Size size = PictureDecoder.size(bytes);
            requireSmall(size.width(), size.height());
        } catch (UnusablePictureException e) {
            throw broken(format, e.detail());
        }
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
