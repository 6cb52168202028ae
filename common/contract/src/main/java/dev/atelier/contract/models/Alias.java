package dev.atelier.contract.models;

import java.time.Instant;

/**
 * Where an alias points.
 *
 * @param revision counts the valid moves, 1 after the first
 * @param by who moved it last
 * @param reason why
 */
public record Alias(String name, String version, long revision, Instant movedAt, String by, String reason) {
    public static final String CHAMPION = "champion";
    public static final String CHALLENGER = "challenger";
    public static final String PREVIOUS = "previous";
}
