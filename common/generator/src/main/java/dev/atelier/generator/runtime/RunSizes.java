package dev.atelier.generator.runtime;

import java.util.Arrays;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/**
 * The numbers of pictures that a network is run on. A full run makes the most pictures per second, and one picture by it
 * takes as long as all of them; a smaller one is sooner done, but the native libraries choose kernels by shape, and another
 * kernel may add in another order. Which order a kernel has does not depend on the numbers that it gets: one comparison of
 * all that the network computes from random input, to the last bit, tells whether a size is the same as a full run on this
 * machine.
 */
final class RunSizes {
    private static final int FULL = NetworkGenerator.MICRO_BATCH;

    /** Rising; the last is {@link #FULL}. */
    private final int[] sizes;

    private RunSizes(int... sizes) {
        this.sizes = sizes;
    }

    /** Full runs alone. */
    static RunSizes full() {
        return new RunSizes(FULL);
    }

    /**
     * The powers of two by which a network computes the same as by a full run.
     *
     * @param run what it computes in one run for the first so many of some pictures, the same ones each time
     */
    static RunSizes equalToFull(IntFunction<float[]> run) {
        float[] expected = run.apply(FULL);
        IntStream equal = IntStream.iterate(1, size -> size < FULL, size -> 2 * size)
                .filter(size -> isStartOf(expected, run.apply(size)));
        return new RunSizes(IntStream.concat(equal, IntStream.of(FULL)).toArray());
    }

    private static boolean isStartOf(float[] expected, float[] computed) {
        return IntStream.range(0, computed.length)
                .allMatch(i -> Float.floatToRawIntBits(computed[i]) == Float.floatToRawIntBits(expected[i]));
    }

    /** The smallest size for so many pictures, at most {@link NetworkGenerator#MICRO_BATCH}. */
    int atLeast(int pictures) {
        return Arrays.stream(sizes).filter(size -> size >= pictures).findFirst().orElseThrow();
    }
}
