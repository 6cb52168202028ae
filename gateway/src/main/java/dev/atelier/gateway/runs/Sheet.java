package dev.atelier.gateway.runs;

import java.util.Optional;

/**
 * A sheet of samples that a run has made.
 *
 * @param name last part of its key, without {@code .png}
 * @param key in the store
 * @param attempt that made it
 * @param score held-out label match where it was measured at the same time
 */
public record Sheet(String name, String key, int attempt, int epoch, long step, Optional<Double> score) {}
