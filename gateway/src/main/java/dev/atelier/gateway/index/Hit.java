package dev.atelier.gateway.index;

import dev.atelier.contract.products.Product;

/**
 * A product that was found.
 *
 * @param score cosine of its feature vector and the one that was searched with: −1 to 1
 */
public record Hit(Product product, double score) {}
