package dev.atelier.gateway.index;

/**
 * Products whose vectors can be compared.
 *
 * @param store which they are of, the text of a {@link dev.atelier.contract.products.StoreName}
 * @param embedder digest of the version that made the vectors
 */
public record Space(String store, String embedder) {}
