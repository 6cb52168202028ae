package dev.atelier.gateway.index;

import static dev.atelier.gateway.index.Shop.STORE;
import static dev.atelier.gateway.index.Shop.key;
import static dev.atelier.gateway.index.Shop.picture;
import static dev.atelier.gateway.index.Shop.product;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.atelier.contract.messages.ProductEmbedding;
import dev.atelier.contract.products.Embedding;
import dev.atelier.contract.products.FeatureVector;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProductIndexTest {
    private static final FeatureVector EAST = FeatureVector.towards(1, 0);
    private static final FeatureVector NORTH_EAST = FeatureVector.towards(1, 1);
    private static final FeatureVector NORTH = FeatureVector.towards(0, 1);
    private static final FeatureVector WEST = FeatureVector.towards(-1, 0);
    private static final Bookmark BOOKMARK =
            new Bookmark("topic-1", Map.of(0, 12L, 7, 3L), Instant.parse("2026-01-02T03:04:05Z"));

    @TempDir
    private Path folder;

    private ProductIndex index;

    @BeforeEach
    void open() {
        index = new ProductIndex(folder);
        index.open();
    }

    @AfterEach
    void close() {
        index.close();
    }

    private void apply(ProductEmbedding... products) {
        for (ProductEmbedding one : products) {
            index.apply(one.product().key(), Optional.of(one));
        }
        index.refresh();
    }

    private List<String> nearest(FeatureVector vector, ProductFilter filter) {
        return index.nearest(STORE, picture(vector), filter, 10).stream()
                .map(hit -> hit.product().product())
                .toList();
    }

    @Test
    void theMostSimilarComeFirstWithTheirCosine() {
        apply(product("west", WEST), product("east", EAST), product("north", NORTH));
        List<Hit> hits = index.nearest(STORE, picture(NORTH_EAST), ProductFilter.NONE, 2);
        assertThat(hits).extracting(hit -> hit.product().product()).containsExactlyInAnyOrder("east", "north");
        assertThat(hits.get(0).score()).isCloseTo(Math.sqrt(0.5), within(1e-6));
        assertThat(index.nearest(STORE, picture(EAST), ProductFilter.NONE, 3)
                        .get(2)
                        .score())
                .isCloseTo(-1, within(1e-6));
    }

    @Test
    void aProductIsFoundAsItWasApplied() {
        ProductEmbedding dress = product("dress", NORTH_EAST, "Red", "19.90", false);
        apply(dress);
        IndexedProduct found = index.find(key("dress")).orElseThrow();
        assertThat(found.product()).isEqualTo(dress.product());
        assertThat(found.embedding().vector().cosine(NORTH_EAST)).isCloseTo(1, within(1e-6));
        assertThat(found.updatedAt()).isEqualTo(dress.updatedAt());
        assertThat(index.find(key("dres"))).isEmpty();
    }

    @Test
    void theNewestOfAProductCounts() {
        apply(product("a", EAST, "Red", "1.00", true));
        apply(product("a", WEST, "Blue", "2.00", true));
        assertThat(index.counts(STORE).products()).isEqualTo(1);
        assertThat(index.find(key("a")).orElseThrow().product().attributes()).containsEntry("colour", List.of("Blue"));
        assertThat(index.nearest(STORE, picture(WEST), ProductFilter.NONE, 1)
                        .get(0)
                        .score())
                .isCloseTo(1, within(1e-6));
    }

    @Test
    void aRemovedProductIsNotFoundAnyMore() {
        apply(product("a", EAST), product("b", NORTH));
        index.apply(key("a"), Optional.empty());
        index.refresh();
        assertThat(nearest(EAST, ProductFilter.NONE)).containsExactly("b");
        assertThat(index.find(key("a"))).isEmpty();
        assertThat(index.counts(STORE).products()).isEqualTo(1);
    }

    @Test
    void aFilterLeavesWhatHasOneOfTheValuesOfEachAttribute() {
        apply(
                product("red", EAST, "Red", "5.00", true),
                product("blue", NORTH_EAST, "Blue", "15.00", true),
                product("green", NORTH, "Green", "25.00", false));
        assertThat(nearest(EAST, colours("Red", "Green"))).containsExactly("red", "green");
        assertThat(nearest(EAST, colours("Blue"))).containsExactly("blue");
        assertThat(nearest(EAST, colours("Pink"))).isEmpty();
    }

    @Test
    void aFilterLeavesWhatCostsWithinTheBoundsAndCanBeBought() {
        apply(
                product("cheap", EAST, "Red", "5.00", true),
                product("middle", NORTH_EAST, "Red", "15.00", true),
                product("gone", NORTH, "Red", "25.00", false));
        assertThat(nearest(EAST, price("5.00", "15.00"))).containsExactly("cheap", "middle");
        assertThat(nearest(EAST, price("5.01", "100"))).containsExactly("middle", "gone");
        var inStock = new ProductFilter(Map.of(), Optional.empty(), Optional.empty(), Optional.of(true));
        assertThat(nearest(EAST, inStock)).containsExactly("cheap", "middle");
    }

    private static ProductFilter colours(String... colours) {
        return new ProductFilter(
                Map.of("colour", List.of(colours)), Optional.empty(), Optional.empty(), Optional.empty());
    }

    private static ProductFilter price(String from, String to) {
        return new ProductFilter(
                Map.of(), Optional.of(new BigDecimal(from)), Optional.of(new BigDecimal(to)), Optional.empty());
    }

    @Test
    void onlyVectorsOfOneEmbedderAreCompared() {
        ProductEmbedding other = product("other", EAST);
        String newer = "e2".repeat(32);
        var longer = new Embedding(newer, FeatureVector.towards(1, 0, 0));
        apply(product("a", EAST), product("b", EAST));
        apply(new ProductEmbedding(1, other.product(), longer, other.updatedAt()));
        assertThat(nearest(EAST, ProductFilter.NONE)).containsExactlyInAnyOrder("a", "b");
        assertThat(index.nearest(STORE, longer, ProductFilter.NONE, 10))
                .extracting(hit -> hit.product().product())
                .containsExactly("other");
        assertThat(index.counts(STORE).embedders()).isEqualTo(Map.of(Shop.EMBEDDER, 2L, newer, 1L));
    }

    @Test
    void aProductOfAnotherEmbedderTakesThePlaceOfTheFormer() {
        ProductEmbedding a = product("a", EAST);
        String newer = "e2".repeat(32);
        apply(a);
        apply(new ProductEmbedding(1, a.product(), new Embedding(newer, NORTH), a.updatedAt()));
        assertThat(nearest(EAST, ProductFilter.NONE)).isEmpty();
        assertThat(index.counts(STORE).embedders()).isEqualTo(Map.of(newer, 1L));
    }

    @Test
    void aVectorOfAnotherLengthThanItsEmbeddersIsRefused() {
        apply(product("a", EAST));
        ProductEmbedding wrong = product("b", FeatureVector.towards(1, 0, 0));
        assertThatThrownBy(() -> apply(wrong)).isInstanceOf(IllegalArgumentException.class);
        apply(product("c", EAST));
        assertThat(nearest(EAST, ProductFilter.NONE)).containsExactlyInAnyOrder("a", "c");
    }

    @Test
    void storesAreApart() {
        apply(product("a", EAST));
        assertThat(index.nearest("sho", picture(EAST), ProductFilter.NONE, 10)).isEmpty();
        assertThat(index.stores()).containsExactly(STORE);
        assertThat(index.counts("sho").embedders()).isEmpty();
    }

    @Test
    void whatWasCommittedIsThereAfterARestartTogetherWithItsBookmark() {
        apply(product("a", EAST));
        index.commit(BOOKMARK);
        apply(product("b", EAST));
        var restarted = new ProductIndex(folder);
        index.close();
        assertThat(restarted.open()).contains(BOOKMARK);
        assertThat(restarted.find(key("a"))).isPresent();
        assertThat(restarted.find(key("b"))).isEmpty();
        restarted.close();
    }

    @Test
    void anEmptiedIndexHasNoBookmark() {
        apply(product("a", EAST));
        index.commit(BOOKMARK);
        index.clear();
        assertThat(index.counts(STORE).products()).isZero();
        assertThat(index.open()).isEmpty();
        assertThat(index.counts(STORE).products()).isZero();
    }

    @Test
    void aDamagedIndexIsAnEmptyOne() throws IOException {
        commitMany();
        for (String ending : List.of(".cfs", ".vec", ".si")) {
            damageOne(ending);
        }
        Path foreign = Files.writeString(folder.resolve("notes.txt"), "of a person");
        assertThat(index.open()).isEmpty();
        assertThat(index.counts(STORE).products()).isZero();
        assertThat(foreign).exists();
        apply(product("a", EAST));
        assertThat(nearest(EAST, ProductFilter.NONE)).containsExactly("a");
    }

    /** Leaves it closed. */
    private void commitMany() {
        Random random = new Random(1);
        for (int i = 0; i < 200; i++) {
            ProductEmbedding one = product("p" + i, Shop.anywhere(random));
            index.apply(one.product().key(), Optional.of(one));
        }
        index.commit(BOOKMARK);
        index.close();
    }

    private void damageOne(String ending) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.filter(name -> name.toString().endsWith(ending))
                    .limit(1)
                    .toList()) {
                byte[] bytes = Files.readAllBytes(file);
                bytes[bytes.length / 2] ^= 1;
                Files.write(file, bytes);
            }
        }
    }

    /** Damage within the vectors is noticed when the index is open already. */
    @Test
    void aDamagedIndexIsClosedBeforeItIsThrownAway() throws IOException {
        commitMany();
        damageOne(".cfs");
        Optional<Bookmark> kept = index.open();
        // At once: what nobody refers to is let go by the next garbage collection as well.
        List<String> open = deletedButOpen();
        assertThat(kept).isEmpty();
        assertThat(open).isEmpty();
    }

    /** Files of the index that this process has mapped and that have no name any more. */
    private List<String> deletedButOpen() throws IOException {
        try (Stream<String> lines = Files.lines(Path.of("/proc/self/maps"))) {
            return lines.filter(line -> line.contains(folder.toString()) && line.endsWith(" (deleted)"))
                    .toList();
        }
    }

    @Test
    void anIndexWhoseListOfPartsIsCutOffIsAnEmptyOne() throws IOException {
        apply(product("a", EAST));
        index.commit(BOOKMARK);
        index.close();
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.filter(name -> name.getFileName().toString().startsWith("segments_"))
                    .toList()) {
                Files.write(file, new byte[] {1, 2, 3});
            }
        }
        assertThat(index.open()).isEmpty();
        apply(product("b", EAST));
        assertThat(nearest(EAST, ProductFilter.NONE)).containsExactly("b");
    }

    @Test
    void twoDoNotShareAFolder() {
        var second = new ProductIndex(folder);
        assertThatThrownBy(second::open)
                .isInstanceOf(IndexInUseException.class)
                .hasMessageContaining(folder.toString());
        apply(product("a", EAST));
        assertThat(nearest(EAST, ProductFilter.NONE)).containsExactly("a");
    }

    @Test
    void anIndexThatIsNotOpenSaysSo() {
        index.close();
        assertThatThrownBy(() -> index.find(key("a"))).isInstanceOf(IndexFailedException.class);
        assertThatThrownBy(index::refresh).isInstanceOf(IndexFailedException.class);
    }

    @Test
    void aDiscardedOneLeavesNothing() {
        index.discard();
        assertThat(folder).doesNotExist();
    }
}
