package dev.atelier.contract.catalogues;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.atelier.contract.attributes.Selection;
import dev.atelier.contract.experiments.Latent;

/**
 * One picture that a batch is to make, a line of a shard's item list.
 *
 * @param id the client's name of the item
 * @param attributes checked against the model's schema, canonical
 * @param seed 0 to 2⁵³−1; the picture is that of the seed's latent 0
 */
public record CatalogueItem(
        @JsonProperty(required = true) String id,
        @JsonProperty(required = true) Selection attributes,
        @JsonProperty(required = true) long seed) {
    /** @throws IllegalArgumentException where something is missing, or the seed out of range */
    public CatalogueItem {
        if (id == null || attributes == null) {
            throw new IllegalArgumentException("an item needs 'id', 'attributes' and 'seed'");
        }
        new Latent(seed, 0);
    }
}
