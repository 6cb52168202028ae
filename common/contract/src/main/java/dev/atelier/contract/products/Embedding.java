package dev.atelier.contract.products;

import java.util.regex.Pattern;

/**
 * Where a picture lies among all pictures, as one version of an embedder sees it. Only vectors of one embedder can be
 * compared.
 *
 * @param embedder digest of the version, 64 of 0-9 and a-f
 * @param vector of length 1
 */
public record Embedding(String embedder, FeatureVector vector) {
    private static final Pattern DIGEST = Pattern.compile("[0-9a-f]{64}");

    public Embedding {
        if (embedder == null || !DIGEST.matcher(embedder).matches()) {
            throw new IllegalArgumentException(
                    "an embedding's 'embedder' must be 64 digits of 0-9 and a-f, not '" + embedder + "'");
        }
        if (vector == null) {
            throw new IllegalArgumentException("an embedding's 'vector' is missing");
        }
    }
}
