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
    /** With stores of tenants; a release that knows only the first version must not take one for a store of its own. */
    public static final int VERSION = 2;

    public static final int PLAIN_VERSION = 1;
    public static final String TYPE = "dev.atelier.product.embedded";
    public static final String REMOVAL_TYPE = "dev.atelier.product.forgotten";

    public ProductEmbedding {
        Required.field("product", product);
        Required.field("embedding", embedding);
        Required.field("updatedAt", updatedAt);
    }

    /** In the least version that can say it. */
    public static ProductEmbedding of(Product product, Embedding embedding, Instant updatedAt) {
        return new ProductEmbedding(versionFor(product), product, embedding, updatedAt);
    }

    private static int versionFor(Product product) {
        return product.store().isOfDefault() ? PLAIN_VERSION : VERSION;
    }
}
