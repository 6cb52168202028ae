package dev.atelier.gateway.stores;

import dev.atelier.contract.attributes.ClosestNames;
import dev.atelier.contract.products.ProductKey;
import dev.atelier.contract.products.StoreName;
import dev.atelier.contract.products.StoredPicture;
import dev.atelier.gateway.index.IndexedProduct;
import dev.atelier.gateway.index.ProductIndex;
import dev.atelier.gateway.index.StoreCounts;
import dev.atelier.gateway.log.ProductsFollowing;
import dev.atelier.gateway.problems.FieldError;
import dev.atelier.gateway.problems.Problem;
import dev.atelier.gateway.problems.ProblemException;
import dev.atelier.gateway.problems.ProblemType;
import dev.atelier.gateway.requests.Tenant;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

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
    public IndexedProduct find(Tenant tenant, String store, String product) {
        requireComplete();
        ProductKey key = ProductReader.key(tenant, store, product);
        return index.find(key).orElseThrow(() -> unknown(key));
    }

    /** The picture of a product that can be found; empty also while nobody can know. */
    Optional<StoredPicture> picture(ProductKey key) {
        return following.caughtUp()
                ? index.find(key).map(shown -> shown.product().picture())
                : Optional.empty();
    }

    static ProblemException unknown(ProductKey key) {
        return Problem.of(
                        ProblemType.UNKNOWN_PRODUCT,
                        "Store '" + key.store().name() + "' has no product '" + key.product()
                                + "' that can be found; one that was put there just now takes a worker some seconds.")
                .asException();
    }

    /**
     * A tenant's stores that have a product, by name.
     *
     * @throws ProblemException {@code index-starting} while nobody can know
     */
    public SortedMap<String, StoreCounts> stores(Tenant tenant) {
        requireComplete();
        var stores = new TreeMap<String, StoreCounts>();
        of(tenant).forEach(store -> stores.put(store.name(), index.counts(store.toString())));
        return stores;
    }

    private Stream<StoreName> of(Tenant tenant) {
        return index.stores().stream().map(StoreName::parse).filter(store -> store.tenant()
                .equals(tenant.name()));
    }

    /** @throws ProblemException {@code unknown-store}, or {@code index-starting} while nobody can know */
    public StoreCounts counts(Tenant tenant, String store) {
        return index.counts(require(tenant, store).toString());
    }

    /**
     * A tenant's store that has a product; one of another tenant is as good as none.
     *
     * @throws ProblemException {@code unknown-store}, or {@code index-starting} while nobody can know
     */
    public StoreName require(Tenant tenant, String store) {
        requireComplete();
        return Optional.of(store)
                .filter(StoreName::isName)
                .map(name -> new StoreName(tenant.name(), name))
                .filter(name -> index.has(name.toString()))
                .orElseThrow(() -> unknown(tenant, store));
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

    private ProblemException unknown(Tenant tenant, String store) {
        List<String> names = of(tenant).map(StoreName::name).toList();
        List<String> closest = ClosestNames.to(store, names);
        String message = names.isEmpty()
                ? "There is no store '" + store + "': none has a product that can be found yet."
                : "There is no store '" + store + "' with a product that can be found; did you mean '" + closest.get(0)
                        + "'?";
        return Problem.of(ProblemType.UNKNOWN_STORE, List.of(new FieldError("/store", store, message, closest)))
                .asException();
    }
}
