package dev.atelier.contract.images;

/**
 * How two pictures of one size differ.
 *
 * @param differing pixel values that are not equal; a pixel has one for each channel
 * @param largest difference of two values, 0 to 255
 */
public record PixelDifference(int differing, int largest) {

    /** @throws IllegalArgumentException where their sizes are not the same */
    public static PixelDifference of(Picture one, Picture other) {
        if (!isOfOneSize(one, other)) {
            throw new IllegalArgumentException("pictures of two sizes have no difference by pixels");
        }
        int largest = 0;
        int differing = 0;
        for (int i = 0; i < one.pixels().length; i++) {
            int difference = Math.abs((one.pixels()[i] & 0xff) - (other.pixels()[i] & 0xff));
            largest = Math.max(largest, difference);
            differing += difference == 0 ? 0 : 1;
        }
        return new PixelDifference(differing, largest);
    }

    public static boolean isOfOneSize(Picture one, Picture other) {
        return one.width() == other.width() && one.height() == other.height() && one.channels() == other.channels();
    }
}
