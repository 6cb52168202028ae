package dev.atelier.gateway.search;

import dev.atelier.contract.products.Embedding;
import dev.atelier.contract.products.ProductKey;
import dev.atelier.contract.products.StoreName;
import dev.atelier.gateway.index.Hit;
import dev.atelier.gateway.index.IndexedProduct;
import dev.atelier.gateway.index.ProductIndex;
import dev.atelier.gateway.index.Space;
import dev.atelier.gateway.search.SearchBody.ResultBody;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;

/** Compares a picture with the products of a store. */
@ApplicationScoped
class Comparison {
    private final ProductIndex index;

    Comparison(ProductIndex index) {
        this.index = index;
    }

    SearchBody with(Embedding picture, StoreName store, Search search) {
        return body(picture, store, index.nearest(store.toString(), picture, search.filter(), search.count()));
    }

    /** A product is not similar to itself. */
    SearchBody othersThan(IndexedProduct product, Search search) {
        ProductKey own = product.product().key();
        List<Hit> others =
                index.nearest(own.store().toString(), product.embedding(), search.filter(), search.count() + 1).stream()
                        .filter(hit -> !hit.product().key().equals(own))
                        .limit(search.count())
                        .toList();
        return body(product.embedding(), own.store(), others);
    }

    private SearchBody body(Embedding picture, StoreName store, List<Hit> hits) {
        return new SearchBody(
                hits.stream().map(ResultBody::of).toList(),
                picture.embedder(),
                index.comparable(new Space(store.toString(), picture.embedder())),
                Optional.empty());
    }
}
