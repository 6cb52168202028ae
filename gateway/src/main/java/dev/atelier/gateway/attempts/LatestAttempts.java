package dev.atelier.gateway.attempts;

import dev.atelier.contract.messages.WebhookAttempt;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Which attempt of a job's webhook is the latest in the log. One that waits for hours keeps what follows it from being
 * committed, so that all of it is read once more by whoever takes over; most of that was made long ago, and has a later
 * attempt behind it. One thread applies, any thread asks.
 */
public final class LatestAttempts {
    /** Longer than an attempt may wait. */
    public static final Duration KEPT = Duration.ofDays(1);

    private final Map<String, Instant> due = new ConcurrentHashMap<>();

    /** Applies the next attempt of the log. */
    public void apply(WebhookAttempt attempt) {
        due.merge(attempt.job(), attempt.notBefore(), (known, next) -> next.isAfter(known) ? next : known);
    }

    /**
     * Whether no later attempt of the same webhook has been read. Who makes one has waited until it was due, by the clock
     * that says when the next one is: so the later is due later, whichever gateways wrote them.
     */
    public boolean isLatest(WebhookAttempt attempt) {
        return !due.getOrDefault(attempt.job(), attempt.notBefore()).isAfter(attempt.notBefore());
    }

    /** Drops what was due so long ago that nothing before it waits any more. */
    public void forget(Instant now) {
        due.values().removeIf(at -> at.isBefore(now.minus(KEPT)));
    }
}
