package dev.atelier.gateway.stores;

import dev.atelier.contract.messages.MessageCodec;
import dev.atelier.contract.messages.ProductUpdate;
import dev.atelier.contract.objects.ObjectKeys;
import dev.atelier.contract.objects.ObjectStore;
import dev.atelier.contract.products.Product;
import dev.atelier.contract.products.ProductKey;
import dev.atelier.contract.products.StoredPicture;
import dev.atelier.gateway.log.LogWriter;
import dev.atelier.gateway.uploads.UploadedPicture;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.concurrent.CompletionStage;

/** Brings products into the log, their pictures before them into the object store. The last word in the log counts. */
@ApplicationScoped
class ProductIntake {
    private final ObjectStore store;
    private final LogWriter log;
    private final MessageCodec codec;
    private final Clock clock;

    ProductIntake(ObjectStore store, LogWriter log, MessageCodec codec, Clock clock) {
        this.store = store;
        this.log = log;
        this.codec = codec;
        this.clock = clock;
    }

    /** @return the product, once it is in the log */
    CompletionStage<Product> put(ProductDetails details, UploadedPicture picture) {
        ProductKey key = details.key();
        String sha256 = picture.sha256();
        String object = ObjectKeys.productPicture(
                key.store(), key.product(), sha256, picture.format().extension());
        store.put(object, picture.bytes(), picture.format().mediaType(), Map.of());
        Product product = details.with(new StoredPicture(object, sha256));
        return log.write(codec.write(new ProductUpdate(ProductUpdate.VERSION, product, now())))
                .thenApply(written -> product);
    }

    /** Completes once the removal is in the log. */
    CompletionStage<Void> remove(ProductKey key) {
        return log.write(codec.removal(key, now()));
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }
}
