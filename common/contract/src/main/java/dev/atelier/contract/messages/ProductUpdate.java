package dev.atelier.contract.messages;

import dev.atelier.contract.products.Product;
import java.time.Instant;

/**
 * A product is new in a store, or something about it is. The newest of a key counts; a message without a value removes the
 * product.
 *
 * @param at when the shop said so, by the gateway's clock
 */
public record ProductUpdate(int schemaVersion, Product product, Instant at) {
    public static final int VERSION = 1;
    public static final String TYPE = "dev.atelier.product.updated";
    public static final String REMOVAL_TYPE = "dev.atelier.product.removed";

    public ProductUpdate {
        Required.field("product", product);
        Required.field("at", at);
    }
}
