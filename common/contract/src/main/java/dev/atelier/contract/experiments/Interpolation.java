package dev.atelier.contract.experiments;

/** The pictures of a request go in equal steps from its own latent and attributes {@code to} others, both ends included. */
public record Interpolation(Destination to) {
    public Interpolation {
        if (to == null) {
            throw new IllegalArgumentException("'to' is missing: where the interpolation leads");
        }
    }
}
