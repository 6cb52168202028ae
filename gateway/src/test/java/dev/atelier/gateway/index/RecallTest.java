package dev.atelier.gateway.index;

import static dev.atelier.gateway.index.Shop.STORE;
import static dev.atelier.gateway.index.Shop.picture;
import static dev.atelier.gateway.index.Shop.product;
import static org.assertj.core.api.Assertions.assertThat;

import dev.atelier.contract.messages.ProductEmbedding;
import dev.atelier.contract.products.FeatureVector;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Of the ten nearest by comparison with every product, how many the index finds. */
class RecallTest {
    private static final int PRODUCTS = 4000;
    private static final int CLUSTERS = 40;
    private static final int QUERIES = 100;
    private static final int FOUND = 10;
    private static final List<ProductEmbedding> ALL = new ArrayList<>();
    private static final Random RANDOM = new Random(7);

    @TempDir
    private static Path folder;

    private static ProductIndex index;

    @BeforeAll
    static void fill() {
        List<FeatureVector> centres = new ArrayList<>();
        for (int i = 0; i < CLUSTERS; i++) {
            centres.add(Shop.anywhere(RANDOM));
        }
        index = new ProductIndex(folder);
        index.open();
        for (int i = 0; i < PRODUCTS; i++) {
            FeatureVector vector = Shop.near(centres.get(RANDOM.nextInt(CLUSTERS)), RANDOM);
            ProductEmbedding one =
                    product("p" + i, vector, i % 100 == 0 ? "Rare" : "Black", i % 1000 + ".50", i % 2 == 0);
            ALL.add(one);
            index.apply(one.product().key(), Optional.of(one));
            if (i % 1000 == 0) {
                index.refresh();
            }
        }
        index.refresh();
    }

    @AfterAll
    static void close() {
        index.close();
    }

    private static double recall(ProductFilter filter, Predicate<ProductEmbedding> passes) {
        List<ProductEmbedding> passing = ALL.stream().filter(passes).toList();
        int right = 0;
        for (int i = 0; i < QUERIES; i++) {
            FeatureVector query =
                    Shop.near(ALL.get(RANDOM.nextInt(PRODUCTS)).embedding().vector(), RANDOM);
            Set<String> exact = passing.stream()
                    .sorted(Comparator.comparingDouble(
                            one -> -one.embedding().vector().cosine(query)))
                    .limit(FOUND)
                    .map(one -> one.product().product())
                    .collect(Collectors.toSet());
            List<Hit> hits = index.nearest(STORE, picture(query), filter, FOUND);
            assertThat(hits).hasSize(FOUND);
            right += (int) hits.stream()
                    .filter(hit -> exact.contains(hit.product().product()))
                    .count();
        }
        return right / (double) (QUERIES * FOUND);
    }

    @Test
    void almostAllOfTheNearestAreFound() {
        assertThat(recall(ProductFilter.NONE, one -> true)).isGreaterThanOrEqualTo(0.98);
    }

    @Test
    void soTheyAreAmongTheFewThatAFilterLeaves() {
        var rare = new ProductFilter(
                Map.of("colour", List.of("Rare")), Optional.empty(), Optional.empty(), Optional.empty());
        assertThat(recall(rare, one -> one.product().attributes().get("colour").contains("Rare")))
                .isEqualTo(1);
    }

    @Test
    void soTheyAreAmongTheHalfThatAFilterLeaves() {
        var inStock = new ProductFilter(Map.of(), Optional.empty(), Optional.empty(), Optional.of(true));
        assertThat(recall(inStock, one -> one.product().inStock())).isGreaterThanOrEqualTo(0.98);
    }
}
