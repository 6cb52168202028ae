package dev.atelier.contract.experiments;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.math.BigDecimal;

/**
 * The factor ψ of the truncation trick (Karras et al. 2019, StyleGAN): a latent is drawn towards the mean of all, {@code
 * mean + ψ·(z − mean)}. Latents here are standard normal, so that the mean is 0 and the latent is {@code ψ·z}, a sample of
 * N(0, ψ²): less variety, more typical pictures. Unlike the redrawing of large numbers (Brock et al. 2019, BigGAN) it is
 * continuous in ψ, and leaves a picture recognisable.
 *
 * <p>A decimal number and not a double, so that its text in a picture is the same under every release of Java.
 *
 * @param psi more than 0, at most 1, of at most {@value #MOST_DECIMALS} decimals; 1 changes nothing
 */
public record Truncation(@JsonValue BigDecimal psi) {
    public static final int MOST_DECIMALS = PartOfOne.MOST_DECIMALS;

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public Truncation {
        if (!isValid(psi)) {
            throw new IllegalArgumentException(
                    "truncation must be a number above 0, at most 1, of at most " + MOST_DECIMALS + " decimals");
        }
        psi = psi.stripTrailingZeros();
    }

    /** Whether the number may be one. */
    public static boolean isValid(BigDecimal psi) {
        return PartOfOne.isValid(psi);
    }

    /** Whether it changes anything. */
    public boolean isTruncating() {
        return psi.compareTo(BigDecimal.ONE) < 0;
    }

    /** The number as text, without an exponent. */
    @Override
    public String toString() {
        return psi.toPlainString();
    }
}
