package dev.atelier.contract.experiments;

import dev.atelier.contract.attributes.Selection;
import java.util.Optional;

/**
 * Where an interpolation leads; at least one of the two is present. It may be where the interpolation starts: all its
 * pictures are the same then, as a program that draws both ends by chance may well want.
 *
 * @param latent of the last picture; that of the first where absent
 * @param attributes of the last picture; those of the first where absent
 */
public record Destination(Optional<Latent> latent, Optional<Selection> attributes) {
    public Destination {
        latent = latent == null ? Optional.empty() : latent;
        attributes = attributes == null ? Optional.empty() : attributes;
        if (latent.isEmpty() && attributes.isEmpty()) {
            throw new IllegalArgumentException(
                    "an interpolation leads to another 'latent', other 'attributes', or both");
        }
    }

    /** Another latent with the same attributes. */
    static Destination of(Latent latent) {
        return new Destination(Optional.of(latent), Optional.empty());
    }
}
