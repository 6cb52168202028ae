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
import java.util.UUID;
import java.util.concurrent.CompletionStage;
import java.util.function.UnaryOperator;

/** Brings products into the log, their pictures before them into the object store. The last word in the log counts. */
@ApplicationScoped
class ProductIntake {
    private final ObjectStore store;
    private final KnownProducts known;
    private final ProductUpdates updates;

    ProductIntake(ObjectStore store, KnownProducts known, ProductUpdates updates) {
        this.store = store;
        this.known = known;
        this.updates = updates;
    }

    /** @return the product, once it is in the log */
    CompletionStage<Product> put(ProductDetails details, UploadedPicture picture) {
        ProductKey key = details.key();
        StoredPicture stored = place(key, picture);
        store.put(stored.key(), picture.bytes(), picture.format().mediaType(), Map.of());
        Product product = details.with(stored);
        return updates.write(key, last -> Optional.of(product)).done().thenApply(done -> product);
    }

    /** Where a product's picture is the one that can be found now it stays where it is, else it has a place of its own. */
    private StoredPicture place(ProductKey key, UploadedPicture picture) {
        String sha256 = picture.sha256();
        return known.picture(key).filter(now -> now.sha256().equals(sha256)).orElseGet(() -> {
            String object = ObjectKeys.productPicture(
                    key.store().tenant(),
                    key.store().name(),
                    key.product(),
                    UUID.randomUUID().toString(),
                    picture.format().extension());
            return new StoredPicture(object, sha256);
        });
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
