/**
 * The shops' own products: put into their stores, looked at, taken out, each by its tenant alone. Start at {@link
 * dev.atelier.gateway.stores.ProductsResource}.
 */
package dev.atelier.gateway.stores;
