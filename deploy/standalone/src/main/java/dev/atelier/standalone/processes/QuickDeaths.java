package dev.atelier.standalone.processes;

import java.time.Duration;

/** Counts deaths in a row that came soon after the start: a sign that starting again will not help. */
final class QuickDeaths {
    static final Duration QUICK = Duration.ofSeconds(30);
    static final int LIMIT = 5;

    private int inARow;

    /** Notes a death after {@code lifetime}; returns whether it is time to give up. */
    boolean add(Duration lifetime) {
        inARow = lifetime.compareTo(QUICK) < 0 ? inARow + 1 : 0;
        return inARow >= LIMIT;
    }
}
