package dev.atelier.gateway.stores;

import dev.atelier.contract.objects.ObjectKeys;
import dev.atelier.contract.objects.ObjectStore;
import dev.atelier.contract.products.Product;
import dev.atelier.contract.products.ProductKey;
import dev.atelier.contract.products.StoredPicture;
import dev.atelier.gateway.index.IndexedProduct;
import dev.atelier.gateway.stores.ProductUpdates.Written;
import dev.atelier.gateway.uploads.UploadedPicture;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.function.UnaryOperator;

/** Brings products into the log, their pictures before them into the object store. The last word in the log counts. */
@ApplicationScoped
class ProductIntake {
    private final ObjectStore store;
    private final ProductUpdates updates;

    ProductIntake(ObjectStore store, ProductUpdates updates) {
        this.store = store;
        this.updates = updates;
    }

    /** @return the product, once it is in the log */
    CompletionStage<Product> put(ProductDetails details, UploadedPicture picture) {
        ProductKey key = details.key();
        String sha256 = picture.sha256();
        String object = ObjectKeys.productPicture(
                key.store(), key.product(), sha256, picture.format().extension());
        store.put(object, picture.bytes(), picture.format().mediaType(), Map.of());
        Product product = details.with(new StoredPicture(object, sha256));
        return updates.write(key, last -> Optional.of(product)).done().thenApply(done -> product);
    }

    /**
     * Changes what was said of a product last, by this gateway or in what the index shows, whichever is newer.
     *
     * @return the product, once it is in the log
     * @throws dev.atelier.gateway.problems.ProblemException what {@code change} throws, or {@code unknown-product} where the
     *     product was taken out meanwhile
     */
    CompletionStage<Product> change(IndexedProduct shown, UnaryOperator<Product> change) {
        ProductKey key = shown.product().key();
        Written written = updates.write(key, last -> Optional.of(change.apply(newest(shown, last))));
        return written.done().thenApply(done -> written.product().orElseThrow());
    }

    private static Product newest(IndexedProduct shown, Optional<Written> last) {
        return last.filter(written -> !shown.updatedAt().isAfter(written.at()))
                .map(written -> written.product().orElseThrow(() -> KnownProducts.unknown(written.key())))
                .orElse(shown.product());
    }

    /** Completes once the removal is in the log. */
    CompletionStage<Void> remove(ProductKey key) {
        return updates.write(key, last -> Optional.empty()).done();
    }
}
