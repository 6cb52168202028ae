package dev.atelier.contract.products;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.Base64;

/**
 * A vector of length 1 that stands for a picture: the more alike two pictures are, the larger is the dot product of theirs,
 * which is their cosine. In JSON the Base64 of its numbers as float32, little-endian. Immutable.
 */
public final class FeatureVector {
    public static final int MOST_DIMENSIONS = 1024;
    private static final double TOLERANCE = 1e-3;

    private final float[] numbers;

    private FeatureVector(float[] numbers) {
        this.numbers = numbers;
    }

    /**
     * The vector of length 1 in the direction of some numbers.
     *
     * @throws IllegalArgumentException where they have no direction, since all are 0 or one is not finite
     */
    public static FeatureVector towards(float... numbers) {
        requireDimensions(numbers.length);
        double length = length(numbers);
        if (!(length > 0) || !Double.isFinite(length)) {
            throw new IllegalArgumentException("numbers of length " + length + " have no direction");
        }
        float[] unit = new float[numbers.length];
        for (int i = 0; i < unit.length; i++) {
            unit[i] = (float) (numbers[i] / length);
        }
        return new FeatureVector(unit);
    }

    /** @throws IllegalArgumentException where the text is not Base64, or its numbers have another length than 1 */
    @JsonCreator
    public static FeatureVector parse(String base64) {
        byte[] bytes = Base64.getDecoder().decode(base64);
        if (bytes.length % Float.BYTES != 0) {
            throw new IllegalArgumentException(bytes.length + " bytes are no whole count of float32");
        }
        requireDimensions(bytes.length / Float.BYTES);
        float[] numbers = new float[bytes.length / Float.BYTES];
        ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer().get(numbers);
        double length = length(numbers);
        if (!(Math.abs(length - 1) < TOLERANCE)) {
            throw new IllegalArgumentException("a feature vector has length 1, not " + length);
        }
        return new FeatureVector(numbers);
    }

    private static void requireDimensions(int dimensions) {
        if (dimensions < 1 || dimensions > MOST_DIMENSIONS) {
            throw new IllegalArgumentException(
                    "a feature vector has 1 to " + MOST_DIMENSIONS + " numbers, not " + dimensions);
        }
    }

    private static double length(float[] numbers) {
        double sum = 0;
        for (float number : numbers) {
            sum += (double) number * number;
        }
        return Math.sqrt(sum);
    }

    @JsonValue
    public String base64() {
        ByteBuffer bytes = ByteBuffer.allocate(numbers.length * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        bytes.asFloatBuffer().put(numbers);
        return Base64.getEncoder().encodeToString(bytes.array());
    }

    public int dimensions() {
        return numbers.length;
    }

    /** A copy of the numbers. */
    public float[] toArray() {
        return numbers.clone();
    }

    /** How alike the two are: −1 to 1. */
    public double cosine(FeatureVector other) {
        if (other.numbers.length != numbers.length) {
            throw new IllegalArgumentException(
                    "vectors of " + numbers.length + " and " + other.numbers.length + " numbers cannot be compared");
        }
        double sum = 0;
        for (int i = 0; i < numbers.length; i++) {
            sum += (double) numbers[i] * other.numbers[i];
        }
        return sum;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof FeatureVector vector && Arrays.equals(vector.numbers, numbers);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(numbers);
    }

    @Override
    public String toString() {
        return "FeatureVector[" + numbers.length + "]";
    }
}
