package dev.atelier.gateway.index;

import dev.atelier.contract.products.Embedding;
import dev.atelier.contract.products.Product;
import java.time.Instant;

/**
 * A product that can be found, and by what.
 *
 * @param updatedAt when a gateway was told so of it
 */
public record IndexedProduct(Product product, Embedding embedding, Instant updatedAt) {}
