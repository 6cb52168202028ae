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
    /** With stores of tenants; a release that knows only the first version must not take one for a store of its own. */
    public static final int VERSION = 2;

    public static final int PLAIN_VERSION = 1;
    public static final String TYPE = "dev.atelier.product.updated";
    public static final String REMOVAL_TYPE = "dev.atelier.product.removed";

    public ProductUpdate {
        Required.field("product", product);
        Required.field("at", at);
    }

    /** In the least version that can say it. */
    public static ProductUpdate of(Product product, Instant at) {
        return new ProductUpdate(versionFor(product), product, at);
    }

    private static int versionFor(Product product) {
        return product.store().isOfDefault() ? PLAIN_VERSION : VERSION;
    }
}
