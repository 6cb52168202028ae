package dev.atelier.trainer.datasets.sources;

import dev.atelier.contract.images.ContactSheet;
import dev.atelier.contract.images.Picture;
import dev.atelier.contract.photos.Squares;
import dev.atelier.contract.photos.UnusablePictureException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Garments before and after they were cut out, below each other; a failure is grey. */
final class CutOutSheet {

    private static final int COLUMNS = 8;
    private static final int ROWS = 4;
    private static final int SIDE = 112;
    private static final byte GREY = (byte) 0xC0;

    private final CutOut cutOut;
    private final List<Picture> before = new ArrayList<>();
    private final List<Picture> after = new ArrayList<>();

    CutOutSheet(CutOut cutOut) {
        this.cutOut = cutOut;
    }

    /** Some of all, evenly spaced. */
    static <T> List<T> choice(List<T> all) {
        int count = Math.min(COLUMNS * ROWS, all.size());
        List<T> chosen = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            chosen.add(all.get((int) ((long) i * all.size() / count)));
        }
        return chosen;
    }

    void add(Picture photo, BoxAndLandmarks place) throws IOException {
        before.add(Squares.PAD.square(place.crop(photo), SIDE));
        after.add(after(photo, place));
    }

    private Picture after(Picture photo, BoxAndLandmarks place) throws IOException {
        try {
            return Squares.PAD.square(cutOut.garment(photo, place), SIDE);
        } catch (UnusablePictureException e) {
            byte[] grey = new byte[SIDE * SIDE * photo.channels()];
            Arrays.fill(grey, GREY);
            return new Picture(SIDE, SIDE, photo.channels(), grey);
        }
    }

    byte[] png() {
        List<ContactSheet.Row> rows = new ArrayList<>();
        for (int start = 0; start < before.size(); start += COLUMNS) {
            int end = Math.min(start + COLUMNS, before.size());
            rows.add(new ContactSheet.Row("before", before.subList(start, end)));
            rows.add(new ContactSheet.Row("after", after.subList(start, end)));
        }
        return new ContactSheet("Cut out by " + cutOut.name() + "; grey: failed", rows, 1).toPng();
    }
}
