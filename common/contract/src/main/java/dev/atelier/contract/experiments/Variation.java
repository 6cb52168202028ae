package dev.atelier.contract.experiments;

import java.math.BigDecimal;

/**
 * The pictures of a request lie near a picture of another seed: picture i has the latent {@code slerp(of, own(i),
 * strength)}, spherically interpolated from the latent {@code of} towards the one that the picture would have without the
 * variation. That is the place {@code strength} on a way from the one to the other, and each picture is on a way of its own.
 *
 * <p>The formula is that of the variation seed of AUTOMATIC1111's Stable Diffusion web UI, and of InvokeAI's variations. A
 * decimal number and not a double, so that its text is the same under every release of Java.
 *
 * @param of the latent that is varied
 * @param strength more than 0, where every picture would be the same one, at most 1, where they are those of the request's
 *     own latents; of at most {@value #MOST_DECIMALS} decimals
 */
public record Variation(Latent of, BigDecimal strength) {
    public static final int MOST_DECIMALS = PartOfOne.MOST_DECIMALS;

    public Variation {
        if (of == null) {
            throw new IllegalArgumentException("'of' is missing: the latent that is varied");
        }
        if (!isValid(strength)) {
            throw new IllegalArgumentException(
                    "strength must be a number above 0, at most 1, of at most " + MOST_DECIMALS + " decimals");
        }
        strength = strength.stripTrailingZeros();
    }

    /** Whether the number may be a strength. */
    public static boolean isValid(BigDecimal strength) {
        return PartOfOne.isValid(strength);
    }

    /** The place of a picture whose own latent is {@code own}: so exactly as the strength is written. */
    public Waypoint towards(Latent own) {
        int steps = BigDecimal.ONE.movePointRight(strength.scale()).intValueExact();
        return new Waypoint(Destination.of(own), strength.unscaledValue().intValueExact(), steps);
    }
}
