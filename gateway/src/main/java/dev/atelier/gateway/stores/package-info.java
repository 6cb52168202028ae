/**
 * The shops' own products: put into their stores, looked at, taken out. Start at {@link
 * dev.atelier.gateway.stores.ProductsResource}.
 */
package dev.atelier.gateway.stores;
