package dev.atelier.trainer.datasets.sources;

import dev.atelier.contract.images.Picture;
import dev.atelier.contract.photos.UnusablePictureException;
import java.nio.IntBuffer;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.opencv.global.opencv_core;
import org.bytedeco.opencv.global.opencv_imgproc;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Rect;
import org.bytedeco.opencv.opencv_core.Scalar;

/**
 * Cuts garments out by GrabCut (Rother et al. 2004), as OpenCV has it: five iterations from the box, then the convex hull of
 * the landmarks is sure to be foreground and five more iterations follow. The background becomes white. A photo gives the
 * same garment on any number of threads.
 */
public final class GrabCut implements CutOut {

    private static final int ITERATIONS = 5;
    private static final int SEED = 1;
    private static final double LEAST_SHARE = 0.1;
    private static final double LARGEST_SHARE = 0.99;

    public GrabCut() {
        // Pictures are worked on side by side, which serves the processors better than threads within one.
        opencv_core.setNumThreads(1);
    }

    @Override
    public String name() {
        return "grabcut";
    }

    @Override
    public Picture garment(Picture photo, BoxAndLandmarks place) throws UnusablePictureException {
        if (place.width() == photo.width() && place.height() == photo.height()) {
            throw new UnusablePictureException("box that fills the picture, so that no background is known", "cut-out");
        }
        byte[] mask = mask(photo, place);
        byte[] pixels = photo.pixels().clone();
        int inside = 0;
        for (int i = 0; i < mask.length; i++) {
            boolean foreground = mask[i] == opencv_imgproc.GC_FGD || mask[i] == opencv_imgproc.GC_PR_FGD;
            if (foreground) {
                inside++;
            } else {
                for (int c = 0; c < photo.channels(); c++) {
                    pixels[i * photo.channels() + c] = (byte) 255;
                }
            }
        }
        double share = (double) inside / (place.width() * place.height());
        if (share < LEAST_SHARE || share > LARGEST_SHARE) {
            throw new UnusablePictureException(
                    "garment that can't be told from its background",
                    Math.round(100 * share) + " % of the box are foreground");
        }
        return place.crop(new Picture(photo.width(), photo.height(), photo.channels(), pixels));
    }

    /** One of OpenCV's four classes for each pixel. */
    private static byte[] mask(Picture photo, BoxAndLandmarks place) throws UnusablePictureException {
        try (PointerScope scope = new PointerScope()) {
            // Its mixtures of Gaussians begin with random clusters.
            opencv_core.setRNGSeed(SEED);
            Mat image = new Mat(photo.height(), photo.width(), opencv_core.CV_8UC3);
            image.data().put(photo.pixels(), 0, photo.pixels().length);
            Mat mask = new Mat(photo.height(), photo.width(), opencv_core.CV_8UC1, Scalar.all(opencv_imgproc.GC_BGD));
            Mat background = new Mat();
            Mat foreground = new Mat();
            Rect box = new Rect(place.left(), place.top(), place.width(), place.height());
            opencv_imgproc.grabCut(
                    image, mask, box, background, foreground, ITERATIONS, opencv_imgproc.GC_INIT_WITH_RECT);
            if (place.points().size() >= 3) {
                opencv_imgproc.fillConvexPoly(mask, hull(place), Scalar.all(opencv_imgproc.GC_FGD));
            }
            opencv_imgproc.grabCut(
                    image, mask, box, background, foreground, ITERATIONS, opencv_imgproc.GC_INIT_WITH_MASK);
            byte[] classes = new byte[photo.width() * photo.height()];
            mask.data().get(classes);
            return classes;
        } catch (RuntimeException e) {
            // OpenCV refuses what leaves it without any foreground or background.
            throw new UnusablePictureException(
                    "garment that can't be told from its background", String.valueOf(e.getMessage()));
        }
    }

    private static Mat hull(BoxAndLandmarks place) {
        Mat points = new Mat(place.points().size(), 1, opencv_core.CV_32SC2);
        IntBuffer coordinates = points.createBuffer();
        place.points().forEach(coordinates::put);
        Mat hull = new Mat();
        opencv_imgproc.convexHull(points, hull);
        return hull;
    }
}
