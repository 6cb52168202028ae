package dev.atelier.gateway.stores;

import dev.atelier.contract.products.Price;
import dev.atelier.contract.products.Product;
import dev.atelier.contract.products.ProductKey;
import dev.atelier.contract.products.StoredPicture;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What a shop says of a product, without its picture. */
record ProductDetails(
        ProductKey key,
        String title,
        Map<String, List<String>> attributes,
        Optional<Price> price,
        boolean inStock,
        Optional<URI> link) {
    Product with(StoredPicture picture) {
        return new Product(key.store(), key.product(), picture, title, attributes, price, inStock, link);
    }
}
