package dev.atelier.gateway.quotas;

import java.time.Duration;
import java.time.Instant;

/**
 * A token bucket, told by what is missing in it: that shrinks at the rate and grows with what is taken. Its clock is the
 * time of acceptance written in the log, so that every gateway fills and empties it alike. Not thread-safe.
 */
final class Bucket {
    private final double perSecond;
    private final double capacity;
    private double missing;
    private Instant last = Instant.EPOCH;

    Bucket(double perSecond, double capacity) {
        this.perSecond = perSecond;
        this.capacity = capacity;
    }

    /** Takes tokens, whether they are there or not: they were given out already, here or elsewhere. */
    void take(int tokens, Instant at) {
        missing = missingAt(at) + tokens;
        if (at.isAfter(last)) {
            last = at;
        }
    }

    void giveBack(int tokens) {
        missing = Math.max(0, missing - tokens);
    }

    /** How long until {@code tokens} are there if nobody else takes any; zero where they are. */
    Duration untilThere(int tokens, Instant now) {
        double tooMany = missingAt(now) + tokens - capacity;
        return tooMany <= 0 ? Duration.ZERO : Duration.ofNanos((long) Math.ceil(tooMany / perSecond * 1e9));
    }

    private double missingAt(Instant now) {
        double passed = Math.max(0, Duration.between(last, now).toMillis() / 1000.0);
        return Math.max(0, missing - passed * perSecond);
    }
}
