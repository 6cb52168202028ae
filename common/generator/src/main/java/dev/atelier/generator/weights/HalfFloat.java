package dev.atelier.generator.weights;

/** IEEE 754 binary16, rounding to nearest even (the JDK has it from version 20 on). */
final class HalfFloat {

    private HalfFloat() {}

    /** Beyond ±65504 becomes infinity, as IEEE 754 says. */
    static short of(float value) {
        int bits = Float.floatToRawIntBits(value);
        int sign = (bits >>> 16) & 0x8000;
        int magnitude = bits & 0x7FFFFFFF;
        if (magnitude > 0x7F800000) {
            return (short) (sign | 0x7E00);
        }
        if (magnitude >= 0x477FF000) { // rounds to 65536 or more
            return (short) (sign | 0x7C00);
        }
        if (magnitude < 0x38800000) { // below 2^-14: subnormal, a multiple of 2^-24
            // Adding .5 makes the float unit round the sum to a multiple of 2^-24, to nearest even.
            int rounded = Float.floatToRawIntBits(Float.intBitsToFloat(magnitude) + 0.5f) - 0x3F000000;
            return (short) (sign | rounded);
        }
        int odd = (magnitude >>> 13) & 1;
        return (short) (sign | ((magnitude + 0xFFF + odd - 0x38000000) >>> 13));
    }

    /** Exact. */
    static float toFloat(short half) {
        int sign = (half & 0x8000) << 16;
        int exponent = (half >>> 10) & 0x1F;
        int fraction = half & 0x3FF;
        if (exponent == 0) {
            float magnitude = fraction * 0x1.0p-24f;
            return sign == 0 ? magnitude : -magnitude;
        }
        if (exponent == 31) {
            return Float.intBitsToFloat(sign | 0x7F800000 | fraction << 13);
        }
        return Float.intBitsToFloat(sign | (exponent + 112) << 23 | fraction << 13);
    }
}
