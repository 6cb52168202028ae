package dev.atelier.contract.products;

import java.util.regex.Pattern;

/**
 * Which product of which store; as a text, {@code STORE/PRODUCT} or {@code TENANT/STORE/PRODUCT}, the key of its messages.
 *
 * @param store see {@link StoreName}
 * @param product the shop's own id: 1 to 128 of letters, digits, '.', '_' and '-', beginning with a letter or digit
 */
public record ProductKey(StoreName store, String product) implements Comparable<ProductKey> {
    private static final Pattern PRODUCT = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,127}");

    public ProductKey {
        if (store == null) {
            throw new IllegalArgumentException("a product's 'store' is missing");
        }
        if (product == null || !PRODUCT.matcher(product).matches()) {
            throw new IllegalArgumentException(
                    "'" + product + "' cannot be a product's id: 1 to 128 of letters, digits, "
                            + "'.', '_' and '-', beginning with a letter or digit");
        }
    }

    /** @param store the text of a {@link StoreName} */
    public ProductKey(String store, String product) {
        this(StoreName.parse(store), product);
    }

    /** @throws IllegalArgumentException where the text is no key */
    public static ProductKey parse(String text) {
        int slash = text == null ? -1 : text.lastIndexOf('/');
        if (slash < 0) {
            throw new IllegalArgumentException(
                    "'" + text + "' is not the key of a product, STORE/PRODUCT or TENANT/STORE/PRODUCT");
        }
        return new ProductKey(text.substring(0, slash), text.substring(slash + 1));
    }

    @Override
    public int compareTo(ProductKey other) {
        int byStore = store.compareTo(other.store);
        return byStore != 0 ? byStore : product.compareTo(other.product);
    }

    @Override
    public String toString() {
        return store + "/" + product;
    }
}
