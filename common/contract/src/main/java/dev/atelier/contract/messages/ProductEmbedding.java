package dev.atelier.contract.messages;

import dev.atelier.contract.products.Embedding;
import dev.atelier.contract.products.Product;
import java.time.Instant;

/**
 * A product with its embedding: an index needs this topic alone. The newest of a key counts; a message without a value
 * removes the product.
 *
 * @param product as its update said
 * @param embedding of its picture
 * @param updatedAt of the update that this answers
 */
public record ProductEmbedding(int schemaVersion, Product product, Embedding embedding, Instant updatedAt) {
    public static final int VERSION = 1;
    public static final String TYPE = "dev.atelier.product.embedded";
    public static final String REMOVAL_TYPE = "dev.atelier.product.forgotten";

    public ProductEmbedding {
        Required.field("product", product);
        Required.field("embedding", embedding);
        Required.field("updatedAt", updatedAt);
    }
}
