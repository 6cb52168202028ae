/**
 * Search by picture: the products of a store that are most like a generated picture, an uploaded one, another product, or a
 * picture of attributes. Workers look at pictures, the index compares. Start at {@link
 * dev.atelier.gateway.search.SearchResource} and {@link dev.atelier.gateway.search.Searches}.
 */
package dev.atelier.gateway.search;
