package dev.atelier.gateway.quotas;

import java.time.Duration;

/** Why a tenant gets no more pictures. */
public sealed interface Refusal {
    /**
     * Too many were accepted lately.
     *
     * @param retryAfter when the same request fits in, if nothing else comes
     */
    record TooFast(double perSecond, Duration retryAfter) implements Refusal {}

    /** The request alone is more than may ever wait. */
    record TooLarge(int limit) implements Refusal {}

    /**
     * Too many wait.
     *
     * @param retryAfter when the same request likely fits in, if nothing else comes
     */
    record TooMany(long waiting, int limit, Duration retryAfter) implements Refusal {}
}
