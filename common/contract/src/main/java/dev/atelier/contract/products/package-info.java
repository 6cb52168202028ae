/**
 * A shop's own products, among which the ones most like a picture are searched: what is known of one ({@link
 * dev.atelier.contract.products.Product}), and where it lies among all pictures ({@link
 * dev.atelier.contract.products.Embedding}). Knows no messages and no store.
 */
package dev.atelier.contract.products;
