package dev.atelier.gateway.deliveries;

import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * How long to wait before a webhook is called again: four times as long each time, give or take a fifth, so that those
 * which failed together do not come back together.
 *
 * @param first before the second attempt
 */
record Backoff(Duration first) {
    private static final double FACTOR = 4;
    private static final double JITTER = 0.2;
    private static final Duration LONGEST = Duration.ofHours(12);

    /** @param failed number of the attempt that failed, 1 is the first */
    Duration after(int failed, RandomGenerator random) {
        double plain = Math.min(first.toMillis() * Math.pow(FACTOR, failed - 1), LONGEST.toMillis());
        return Duration.ofMillis((long) (plain * (1 - JITTER + 2 * JITTER * random.nextDouble())));
    }
}
