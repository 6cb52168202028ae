package dev.atelier.gateway.stores;

import dev.atelier.contract.attributes.ClosestNames;
import dev.atelier.contract.products.ProductKey;
import dev.atelier.gateway.index.IndexedProduct;
import dev.atelier.gateway.index.ProductIndex;
import dev.atelier.gateway.index.StoreCounts;
import dev.atelier.gateway.log.ProductsFollowing;
import dev.atelier.gateway.problems.FieldError;
import dev.atelier.gateway.problems.Problem;
import dev.atelier.gateway.problems.ProblemException;
import dev.atelier.gateway.problems.ProblemType;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** Finds stores and products by the names that clients give, in the index alone. */
@ApplicationScoped
public class KnownProducts {
    private static final int RETRY_SECONDS = 2;

    private final ProductIndex index;
    private final ProductsFollowing following;

    KnownProducts(ProductIndex index, ProductsFollowing following) {
        this.index = index;
        this.following = following;
    }

    /**
     * @throws ProblemException {@code unknown-product}, or {@code index-starting} while nobody can know
     */
    public IndexedProduct find(String store, String product) {
        requireComplete();
        ProductKey key = ProductReader.key(store, product);
        return index.find(key).orElseThrow(() -> unknown(key));
    }

    static ProblemException unknown(ProductKey key) {
        return Problem.of(
                        ProblemType.UNKNOWN_PRODUCT,
                        "Store '" + key.store() + "' has no product '" + key.product()
                                + "' that can be found; one that was put there just now takes a worker some seconds.")
                .asException();
    }

    /**
     * The stores that have a product, by name.
     *
     * @throws ProblemException {@code index-starting} while nobody can know
     */
    public SortedMap<String, StoreCounts> stores() {
        requireComplete();
        var stores = new TreeMap<String, StoreCounts>();
        index.stores().forEach(store -> stores.put(store, index.counts(store)));
        return stores;
    }

    /** @throws ProblemException {@code unknown-store}, or {@code index-starting} while nobody can know */
    public StoreCounts counts(String store) {
        requireComplete();
        StoreCounts counts = index.counts(store);
        if (counts.products() == 0) {
            throw unknown(store);
        }
        return counts;
    }

    /** @throws ProblemException {@code unknown-store}, or {@code index-starting} while nobody can know */
    public void require(String store) {
        requireComplete();
        if (!index.has(store)) {
            throw unknown(store);
        }
    }

    private void requireComplete() {
        if (!following.caughtUp()) {
            throw Problem.temporary(
                            ProblemType.INDEX_STARTING,
                            "This gateway is still reading the products (" + following.progress() + ").",
                            RETRY_SECONDS)
                    .asException();
        }
    }

    private ProblemException unknown(String store) {
        List<String> names = List.copyOf(index.stores());
        List<String> closest = ClosestNames.to(store, names);
        String message = names.isEmpty()
                ? "There is no store '" + store + "': none has a product that can be found yet."
                : "There is no store '" + store + "' with a product that can be found; did you mean '" + closest.get(0)
                        + "'?";
        return Problem.of(ProblemType.UNKNOWN_STORE, List.of(new FieldError("/store", store, message, closest)))
                .asException();
    }
}
