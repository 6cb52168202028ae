package dev.atelier.trainer.datasets.sources;

import dev.atelier.contract.images.Picture;
import dev.atelier.contract.photos.UnusablePictureException;
import java.io.IOException;

/** Takes a garment out of its photo; for several threads. */
public interface CutOut {

    /** The box as it is, with its background. */
    CutOut BOX = new CutOut() {
        @Override
        public String name() {
            return "box";
        }

        @Override
        public Picture garment(Picture photo, BoxAndLandmarks place) {
            return place.crop(photo);
        }
    };

    /** In the settings of what is prepared. */
    String name();

    /**
     * The garment, of its box's size.
     *
     * @throws UnusablePictureException where it can't be told from the background
     */
    Picture garment(Picture photo, BoxAndLandmarks place) throws IOException, UnusablePictureException;
}
