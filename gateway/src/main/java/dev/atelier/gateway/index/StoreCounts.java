package dev.atelier.gateway.index;

import java.util.Map;

/**
 * What the index holds of a store.
 *
 * @param products all
 * @param inStock of these
 * @param embedders how many have a vector of which version of the embedder, by its digest
 */
public record StoreCounts(long products, long inStock, Map<String, Long> embedders) {}
