package dev.atelier.gateway.quotas;

import java.util.OptionalDouble;
import java.util.OptionalInt;

/**
 * What a tenant may have; absent where there is no limit.
 *
 * @param perSecond pictures accepted on average, more than 0
 * @param waiting pictures accepted and not yet made, 1 or more
 */
public record Limits(OptionalDouble perSecond, OptionalInt waiting) {
    /** One request must fit in, however slow the rate. */
    private static final int LEAST_BURST = 64;

    private static final int SECONDS_OF_BURST = 10;

    public Limits {
        if (perSecond.isPresent() && !(perSecond.getAsDouble() > 0)) {
            throw new IllegalArgumentException(
                    "pictures-per-second must be more than 0, not " + perSecond.getAsDouble());
        }
        if (waiting.isPresent() && waiting.getAsInt() < 1) {
            throw new IllegalArgumentException("pictures-waiting must be 1 or more, not " + waiting.getAsInt());
        }
    }

    /** Pictures that may be accepted at once. */
    static double burst(double perSecond) {
        return Math.max(LEAST_BURST, SECONDS_OF_BURST * perSecond);
    }
}
