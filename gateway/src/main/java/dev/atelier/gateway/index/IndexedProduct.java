package dev.atelier.gateway.index;

import dev.atelier.contract.products.Embedding;
import dev.atelier.contract.products.Product;

/** A product that can be found, and by what. */
public record IndexedProduct(Product product, Embedding embedding) {}
