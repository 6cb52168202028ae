package dev.atelier.trainer.datasets.sources;

import dev.atelier.contract.images.Picture;
import dev.atelier.contract.photos.Resampling;
import dev.atelier.contract.photos.UnusablePictureException;
import java.util.ArrayList;
import java.util.List;

/**
 * Where a garment is in its photo, in pixels of the photo.
 *
 * @param left of the box, inside the photo
 * @param top of the box
 * @param width of the box, at least {@value #LEAST_SIDE}
 * @param height of the box
 * @param points x and y of each landmark that is in the photo and not cut off
 * @param remarks what is odd
 */
public record BoxAndLandmarks(int left, int top, int width, int height, List<int[]> points, List<String> remarks) {

    /** Smaller boxes show nothing that could be learned. */
    private static final int LEAST_SIDE = 16;

    private static final int LONGER_SIDE = 300;
    private static final int CUT_OFF = 2;

    /** How many landmarks garments of each type have, from type 1. */
    private static final int[] LANDMARKS = {6, 4, 8};

    public BoxAndLandmarks {
        points = List.copyOf(points);
        remarks = List.copyOf(remarks);
    }

    /** Whether box and landmarks have as many numbers as they must have. */
    static boolean isWellFormed(Garment garment) {
        int[] landmarks = garment.landmarks();
        return garment.box().length == 4
                && landmarks.length > 0
                && landmarks[0] >= 1
                && landmarks[0] <= LANDMARKS.length
                && landmarks.length == 1 + 3 * LANDMARKS[landmarks[0] - 1];
    }

    /** A photo in the size that boxes and landmarks are measured in. */
    static Picture scaled(Picture photo) {
        int longer = Math.max(photo.width(), photo.height());
        return Resampling.resize(
                photo,
                Math.max(1, Math.round((float) photo.width() * LONGER_SIDE / longer)),
                Math.max(1, Math.round((float) photo.height() * LONGER_SIDE / longer)));
    }

    /** @throws UnusablePictureException where the box is not in the photo, or tiny */
    static BoxAndLandmarks of(Garment garment, Picture photo) throws UnusablePictureException {
        int[] box = garment.box();
        int left = Math.max(0, box[0]);
        int top = Math.max(0, box[1]);
        int right = Math.min(photo.width(), box[2]);
        int bottom = Math.min(photo.height(), box[3]);
        if (right - left < LEAST_SIDE || bottom - top < LEAST_SIDE) {
            throw new UnusablePictureException(
                    "box outside the picture or tiny",
                    box[0] + "," + box[1] + " to " + box[2] + "," + box[3] + " in " + photo.width() + "×"
                            + photo.height());
        }
        List<String> remarks = new ArrayList<>();
        if (left != box[0] || top != box[1] || right != box[2] || bottom != box[3]) {
            remarks.add("box that reaches out of the picture, cut at its border");
        }
        List<int[]> points = points(garment.landmarks(), photo);
        if (points.size() < 3) {
            remarks.add("fewer than three landmarks in the picture, so only the box is used");
        }
        return new BoxAndLandmarks(left, top, right - left, bottom - top, points, remarks);
    }

    private static List<int[]> points(int[] landmarks, Picture photo) {
        List<int[]> points = new ArrayList<>();
        for (int at = 1; at < landmarks.length; at += 3) {
            int x = landmarks[at + 1];
            int y = landmarks[at + 2];
            if (landmarks[at] != CUT_OFF && x >= 0 && y >= 0 && x < photo.width() && y < photo.height()) {
                points.add(new int[] {x, y});
            }
        }
        return points;
    }

    /** The part of a photo that is in the box. */
    Picture crop(Picture photo) {
        int channels = photo.channels();
        byte[] pixels = new byte[width * height * channels];
        for (int y = 0; y < height; y++) {
            System.arraycopy(
                    photo.pixels(),
                    ((top + y) * photo.width() + left) * channels,
                    pixels,
                    y * width * channels,
                    width * channels);
        }
        return new Picture(width, height, channels, pixels);
    }
}
