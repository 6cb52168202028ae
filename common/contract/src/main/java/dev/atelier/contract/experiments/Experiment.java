package dev.atelier.contract.experiments;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.util.Optional;

/**
 * What a request may ask for beyond attributes and a seed.
 *
 * @param latent of the first picture; picture i has the latent {@code index + i} of its seed, unless the pictures lead
 *     somewhere or are a grid; its index is at most {@value #LARGEST_INDEX}. Absent: index 0 of the request's seed
 * @param interpolate where the pictures lead
 * @param variation the latent that all pictures are near; what the others say of latents is then where each picture's way
 *     from that one leads. Not with an interpolation, which has a place of its own for each picture
 * @param truncation of every picture's latent; never one that changes nothing
 * @param grid what each picture shows, where they are combinations of attributes: all have the first picture's latent, and
 *     lead nowhere
 */
public record Experiment(
        Optional<Latent> latent,
        Optional<Interpolation> interpolate,
        Optional<Variation> variation,
        Optional<Truncation> truncation,
        Optional<Grid> grid) {
    /** Leaves room for every picture of a request. */
    public static final int LARGEST_INDEX = 1_000_000_000;

    public static final Experiment NONE = new Experiment(Optional.empty(), Optional.empty(), Optional.empty());

    public Experiment {
        latent = latent == null ? Optional.empty() : latent;
        latent.filter(first -> first.index() > LARGEST_INDEX).ifPresent(first -> {
            throw new IllegalArgumentException(
                    "a request's latent has an index of at most " + LARGEST_INDEX + ", not " + first.index());
        });
        interpolate = interpolate == null ? Optional.empty() : interpolate;
        variation = variation == null ? Optional.empty() : variation;
        truncation = truncation == null ? Optional.empty() : truncation.filter(Truncation::isTruncating);
        grid = grid == null ? Optional.empty() : grid;
        if (grid.isPresent() && interpolate.isPresent()) {
            throw new IllegalArgumentException("the pictures are a grid or an interpolation, not both");
        }
        if (variation.isPresent() && interpolate.isPresent()) {
            throw new IllegalArgumentException("the pictures are variations or an interpolation, not both");
        }
    }

    /** An experiment without a variation and a grid. */
    public Experiment(Optional<Latent> latent, Optional<Interpolation> interpolate, Optional<Truncation> truncation) {
        this(latent, interpolate, Optional.empty(), truncation, Optional.empty());
    }

    @JsonIgnore
    public boolean isNone() {
        return equals(NONE);
    }
}
