package dev.atelier.contract.experiments;

import com.fasterxml.jackson.annotation.JsonProperty;

/**
 * Names a latent vector: the one of picture {@code index} of an ordinary request with this {@code seed}.
 *
 * @param seed 0 to 2⁵³−1
 * @param index from 0
 */
public record Latent(@JsonProperty(required = true) long seed, int index) {
    public static final long LARGEST_SEED = (1L << 53) - 1;

    public Latent {
        if (seed < 0 || seed > LARGEST_SEED) {
            throw new IllegalArgumentException("a latent's seed must be 0 to " + LARGEST_SEED + ", not " + seed);
        }
        if (index < 0) {
            throw new IllegalArgumentException("a latent's index must be 0 or more, not " + index);
        }
    }

    /** The text {@code seed:index}. */
    @Override
    public String toString() {
        return seed + ":" + index;
    }
}
