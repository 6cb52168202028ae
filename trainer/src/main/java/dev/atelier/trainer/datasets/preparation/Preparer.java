package dev.atelier.trainer.datasets.preparation;

import dev.atelier.contract.photos.Squares;
import dev.atelier.trainer.datasets.PreparedFolder;
import dev.atelier.trainer.datasets.PreparedManifest;
import java.io.IOException;
import java.nio.file.Path;

/**
 * Makes a prepared data set from a source. The same source prepared in the same way gives the same bytes, on any number of
 * processors.
 *
 * @param name of the data set
 * @param side of its pictures, in pixels
 * @param squares how pictures become squares
 */
public record Preparer(String name, int side, Squares squares) {

    private static final int LEAST_SIDE = 4;
    private static final int LARGEST_SIDE = 1024;

    /** Is told how many candidates are done; what it throws ends the work. */
    @FunctionalInterface
    public interface Progress {
        void done(int done, int total);
    }

    public Preparer {
        PreparedManifest.requireName(name);
        if (side < LEAST_SIDE || side > LARGEST_SIDE) {
            throw new IllegalArgumentException(
                    "a picture's side must be from " + LEAST_SIDE + " to " + LARGEST_SIDE + " pixels, not " + side);
        }
    }

    /**
     * Prepares a data set. The folder appears whole, at the end, or not at all.
     *
     * @param folder which must not exist yet
     * @throws dev.atelier.trainer.datasets.DataSetException where the source is not what it should be or nothing is left of
     *     it
     */
    public PreparedFolder prepare(Source source, Path folder, Progress progress) throws IOException {
        try (NewFolder work = NewFolder.beside(folder);
                Preparation preparation = new Preparation(this, source, work.path())) {
            preparation.run(progress);
            work.finish();
        }
        return PreparedFolder.open(folder);
    }
}
