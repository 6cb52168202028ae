package dev.atelier.trainer.datasets;

import dev.atelier.contract.attributes.AttributeSchema;
import dev.atelier.contract.images.Picture;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Pictures with their attributes and classes.
 *
 * @param classes that the labels stand for
 * @param pictures in memory or in files
 * @param conditions the condition vector of each picture, [count × conditionSize] zeros and ones; a picture may have more
 *     attributes than its class
 * @param labels an index into {@code classes} for each picture
 */
public record Examples(Classes classes, Pictures pictures, byte[] conditions, int[] labels) {

    public Examples {
        if (pictures.count() != labels.length) {
            throw new IllegalArgumentException(
                    labels.length + " labels don't go with " + pictures.count() + " pictures");
        }
        if (conditions.length != (long) labels.length * classes.schema().conditionSize()) {
            throw new IllegalArgumentException(labels.length + " pictures need a condition vector of "
                    + classes.schema().conditionSize() + " numbers each, not " + conditions.length + " numbers");
        }
        for (int label : labels) {
            if (label < 0 || label >= classes.size()) {
                throw new IllegalArgumentException("a label is " + label + ", expected 0 to " + (classes.size() - 1));
            }
        }
    }

    /** Examples that have the attributes of their classes and no others. */
    public static Examples of(Classes classes, Pictures pictures, int[] labels) {
        int size = classes.schema().conditionSize();
        byte[] conditions = new byte[Math.multiplyExact(labels.length, size)];
        byte[][] ofClass = new byte[classes.size()][size];
        for (int label = 0; label < ofClass.length; label++) {
            float[] condition = classes.condition(label);
            for (int i = 0; i < size; i++) {
                ofClass[label][i] = (byte) condition[i];
            }
        }
        for (int i = 0; i < labels.length; i++) {
            System.arraycopy(ofClass[labels[i]], 0, conditions, i * size, size);
        }
        return new Examples(classes, pictures, conditions, labels);
    }

    /** The same examples in squares of this side, averaged down. */
    Examples smaller(int side) {
        return new Examples(classes, new SmallerPictures(pictures, side), conditions, labels);
    }

    /** The same pictures, each with the attributes of its class and no others. */
    Examples ofClassesAlone() {
        return of(classes, pictures, labels);
    }

    /**
     * Those of some classes and no others; what the first of the classes is gets the label 0.
     *
     * @param chosen labels
     */
    Examples ofClasses(List<Integer> chosen) {
        int[] selected = IntStream.range(0, count())
                .filter(i -> chosen.contains(labels[i]))
                .toArray();
        int size = conditionSize();
        byte[] theirs = new byte[selected.length * size];
        for (int i = 0; i < selected.length; i++) {
            System.arraycopy(conditions, selected[i] * size, theirs, i * size, size);
        }
        return new Examples(
                new Classes(schema(), chosen.stream().map(classes.all()::get).toList()),
                new SelectedPictures(pictures, selected),
                theirs,
                Arrays.stream(selected).map(i -> chosen.indexOf(labels[i])).toArray());
    }

    public int count() {
        return labels.length;
    }

    public AttributeSchema schema() {
        return classes.schema();
    }

    public int channels() {
        return pictures.format().channels();
    }

    public int height() {
        return pictures.format().height();
    }

    public int width() {
        return pictures.format().width();
    }

    public int pictureSize() {
        return pictures.size();
    }

    public int label(int index) {
        return labels[index];
    }

    /** Numbers of a condition vector. */
    public int conditionSize() {
        return classes.schema().conditionSize();
    }

    /** Writes a picture's condition vector. */
    public void condition(int index, float[] into, int offset) {
        int size = conditionSize();
        for (int i = 0; i < size; i++) {
            into[offset + i] = conditions[index * size + i];
        }
    }

    /** A picture's condition vector. */
    public float[] condition(int index) {
        float[] condition = new float[conditionSize()];
        condition(index, condition, 0);
        return condition;
    }

    /** Writes a picture with values 0 to 1, [channels, height, width]. */
    public void picture(int index, float[] into, int offset) {
        byte[] pixels = pixels(index);
        for (int i = 0; i < pixels.length; i++) {
            into[offset + i] = (pixels[i] & 0xFF) / 255f;
        }
    }

    /** A picture as it is. */
    public Picture picture(int index) {
        byte[] pixels = pixels(index);
        int area = height() * width();
        byte[] interleaved = new byte[pixels.length];
        for (int channel = 0; channel < channels(); channel++) {
            for (int p = 0; p < area; p++) {
                interleaved[p * channels() + channel] = pixels[channel * area + p];
            }
        }
        return new Picture(width(), height(), channels(), interleaved);
    }

    private byte[] pixels(int index) {
        byte[] pixels = new byte[pictureSize()];
        pictures.read(index, pixels, 0);
        return pixels;
    }
}
