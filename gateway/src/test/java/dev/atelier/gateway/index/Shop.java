package dev.atelier.gateway.index;

import dev.atelier.contract.messages.ProductEmbedding;
import dev.atelier.contract.products.Embedding;
import dev.atelier.contract.products.FeatureVector;
import dev.atelier.contract.products.Price;
import dev.atelier.contract.products.Product;
import dev.atelier.contract.products.ProductKey;
import dev.atelier.contract.products.StoredPicture;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;

/** Products of a store called {@code shop}, as tests need them. */
public final class Shop {
    public static final String STORE = "shop";
    public static final String EMBEDDER = "e1".repeat(32);
    private static final int DIMENSIONS = 32;

    private Shop() {}

    public static ProductKey key(String product) {
        return new ProductKey(STORE, product);
    }

    public static ProductEmbedding product(String id, FeatureVector vector) {
        return product(id, vector, "Black", "10.00", true);
    }

    public static ProductEmbedding product(
            String id, FeatureVector vector, String colour, String price, boolean inStock) {
        var product = new Product(
                STORE,
                id,
                new StoredPicture("products/shop/" + id + "/picture.png", "ab".repeat(32)),
                "Product " + id,
                Map.of("colour", List.of(colour)),
                Optional.of(Price.of(price, "EUR")),
                inStock,
                Optional.empty());
        return new ProductEmbedding(
                ProductEmbedding.VERSION,
                product,
                new Embedding(EMBEDDER, vector),
                Instant.parse("2026-01-01T00:00:00Z"));
    }

    public static Embedding picture(FeatureVector vector) {
        return new Embedding(EMBEDDER, vector);
    }

    /** A vector of any direction. */
    public static FeatureVector anywhere(Random random) {
        return around(new float[DIMENSIONS], 1, random);
    }

    /** A vector near another one. */
    public static FeatureVector near(FeatureVector centre, Random random) {
        return around(centre.toArray(), 0.1, random);
    }

    private static FeatureVector around(float[] centre, double deviation, Random random) {
        float[] numbers = new float[centre.length];
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] = (float) (centre[i] + deviation * random.nextGaussian());
        }
        return FeatureVector.towards(numbers);
    }
}
