package dev.atelier.trainer.datasets.sources;

/**
 * A row of all lists of DeepFashion: a picture with what is known of it.
 *
 * @param line in each list
 * @param image its file, from {@code img/} on
 * @param category from 1
 * @param attributes columns of those that it has
 * @param box left, top, right, bottom; in pixels of the picture with a longer side of 300
 * @param landmarks clothes type, then visibility (0 visible, 1 hidden, 2 cut off), x and y of each
 * @param heldOut whether it is in the part for tests
 */
record Garment(long line, String image, int category, int[] attributes, int[] box, int[] landmarks, boolean heldOut) {

    String place() {
        return "line " + line + ", " + image;
    }
}
