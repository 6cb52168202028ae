package dev.atelier.trainer.datasets.preparation;

import dev.atelier.contract.images.Picture;
import dev.atelier.contract.photos.UnusablePictureException;
import java.io.IOException;
import java.util.List;

/** What comes of a candidate's picture. */
sealed interface Outcome {

    /**
     * A square.
     *
     * @param pixels [channels, side, side]
     * @param remarks of the source
     */
    record Square(byte[] pixels, List<String> remarks) implements Outcome {}

    /** Nothing, and why. */
    record Unusable(String reason, String detail) implements Outcome {}

    static Outcome of(Preparer preparer, Source source, Candidate candidate) throws IOException {
        try {
            Source.SourcePicture picture = source.picture(candidate);
            Picture square = preparer.squares().square(picture.picture(), preparer.side());
            return new Square(square.planes(), picture.remarks());
        } catch (UnusablePictureException e) {
            return new Unusable(e.reason(), candidate.entry() + ", " + e.getMessage());
        }
    }
}
