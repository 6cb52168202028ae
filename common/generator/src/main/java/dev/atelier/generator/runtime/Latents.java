package dev.atelier.generator.runtime;

/**
 * The latent vector of a picture as a function of (seed, index): standard normal numbers, the same on every machine and
 * Java version.
 *
 * <p>Definition, so that other programs can make the same numbers: with G = 0x9E3779B97F4A7C15 and mix64 the finaliser of
 * SplitMix64 (Steele et al. 2014), the picture's stream starts at {@code s = mix64(mix64(seed + G) + (index + 1)·G)}; its
 * k-th word is {@code mix64(s + (k + 1)·G)}, k = 0, 1, …, arithmetic modulo 2⁶⁴. Words 2j and 2j+1 give numbers 2j and
 * 2j+1 by Box and Muller (1958): {@code u = ((word₂ⱼ >>> 11) + 1) · 2⁻⁵³}, {@code v = (word₂ⱼ₊₁ >>> 11) · 2⁻⁵³}, {@code r =
 * √(−2 ln u)}, numbers {@code r cos 2πv} and {@code r sin 2πv}, in double with {@link StrictMath}, rounded to float.
 */
public final class Latents {

    private static final long GOLDEN = 0x9E3779B97F4A7C15L;
    private static final double UNIT = 0x1.0p-53;

    private Latents() {}

    /** Writes the picture's {@code size} numbers to {@code into} from {@code offset} on. */
    public static void fill(long seed, long index, float[] into, int offset, int size) {
        long stream = mix64(mix64(seed + GOLDEN) + (index + 1) * GOLDEN);
        for (int k = 0; k < size; k += 2) {
            double u = ((word(stream, k) >>> 11) + 1) * UNIT;
            double v = (word(stream, k + 1) >>> 11) * UNIT;
            double radius = StrictMath.sqrt(-2 * StrictMath.log(u));
            into[offset + k] = (float) (radius * StrictMath.cos(2 * Math.PI * v));
            if (k + 1 < size) {
                into[offset + k + 1] = (float) (radius * StrictMath.sin(2 * Math.PI * v));
            }
        }
    }

    private static long word(long stream, int k) {
        return mix64(stream + (k + 1) * GOLDEN);
    }

    private static long mix64(long z) {
        z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
        return z ^ (z >>> 31);
    }
}
