package dev.atelier.contract.catalogues;

import dev.atelier.contract.attributes.Selection;

/**
 * One picture that a batch is to make, a line of a shard's item list.
 *
 * @param id the client's name of the item
 * @param attributes checked against the model's schema, canonical
 * @param seed 0 to 2⁵³−1; the picture is that of the seed's latent 0
 */
public record CatalogueItem(String id, Selection attributes, long seed) {}
