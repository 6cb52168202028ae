package dev.atelier.contract.products;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What a shop says of a product.
 *
 * @param store see {@link StoreName}
 * @param product its id in the store, see {@link ProductKey}
 * @param picture by which similar ones are found
 * @param title for people, 1 to {@value #LONGEST_TEXT} characters
 * @param attributes name to values, by which results are filtered: at most {@value #MOST_ATTRIBUTES} names with at most
 *     {@value #MOST_VALUES} values each, in the order of the names
 * @param price absent where the shop says none
 * @param inStock whether it can be bought now
 * @param link http or https, to the shop's own page of it
 */
public record Product(
        StoreName store,
        String product,
        StoredPicture picture,
        String title,
        Map<String, List<String>> attributes,
        Optional<Price> price,
        @JsonProperty(required = true) boolean inStock,
        Optional<URI> link) {
    public static final int LONGEST_TEXT = 500;
    public static final int MOST_ATTRIBUTES = 64;
    public static final int MOST_VALUES = 64;

    public Product {
        new ProductKey(store, product);
        if (picture == null) {
            throw new IllegalArgumentException("a product's 'picture' is missing");
        }
        requireText("title", title);
        attributes = attributes == null ? Map.of() : checked(attributes);
        price = price == null ? Optional.empty() : price;
        link = link == null ? Optional.empty() : link;
        link.ifPresent(Product::requireWebAddress);
    }

    /** @param store the text of a {@link StoreName} */
    public Product(
            String store,
            String product,
            StoredPicture picture,
            String title,
            Map<String, List<String>> attributes,
            Optional<Price> price,
            boolean inStock,
            Optional<URI> link) {
        this(StoreName.parse(store), product, picture, title, attributes, price, inStock, link);
    }

    private static Map<String, List<String>> checked(Map<String, List<String>> attributes) {
        if (attributes.size() > MOST_ATTRIBUTES) {
            throw new IllegalArgumentException(
                    "a product has at most " + MOST_ATTRIBUTES + " 'attributes', not " + attributes.size());
        }
        var copy = new TreeMap<String, List<String>>();
        attributes.forEach((name, values) -> {
            requireText("attributes", name);
            if (values == null || values.isEmpty() || values.size() > MOST_VALUES) {
                throw new IllegalArgumentException(
                        "the attribute '" + name + "' must have 1 to " + MOST_VALUES + " values");
            }
            values.forEach(value -> requireText(name, value));
            copy.put(name, List.copyOf(values));
        });
        return Collections.unmodifiableMap(copy);
    }

    private static void requireText(String what, String text) {
        if (text == null || text.isBlank() || text.length() > LONGEST_TEXT) {
            throw new IllegalArgumentException("'" + what + "' must have 1 to " + LONGEST_TEXT + " characters");
        }
        if (!StandardCharsets.UTF_8.newEncoder().canEncode(text)) {
            throw new IllegalArgumentException("'" + what + "' has half of a character in it (an unpaired surrogate)");
        }
    }

    private static void requireWebAddress(URI link) {
        boolean web = "http".equals(link.getScheme()) || "https".equals(link.getScheme());
        if (!web || link.getHost() == null || link.toString().length() > 4 * LONGEST_TEXT) {
            throw new IllegalArgumentException("a product's 'link' must be an http or https address of at most "
                    + 4 * LONGEST_TEXT + " characters, not '" + link + "'");
        }
    }

    @JsonIgnore
    public ProductKey key() {
        return new ProductKey(store, product);
    }
}
