package dev.atelier.workers.embedding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.atelier.contract.artefact.Manifest;
import dev.atelier.contract.messages.EmbeddingAnswer;
import dev.atelier.contract.messages.EmbeddingAnswer.Embedded;
import dev.atelier.contract.messages.EmbeddingAnswer.Failed;
import dev.atelier.contract.messages.ProductEmbedding;
import dev.atelier.contract.products.Product;
import dev.atelier.contract.products.StoredPicture;
import dev.atelier.workers.testing.Installation;
import dev.atelier.workers.testing.TinyEmbedder;
import dev.atelier.workers.testing.WorkerProcess;
import java.awt.Color;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class EmbeddingIT {
    private static Installation installation;
    private static WorkerProcess worker;
    private static Shop shop;
    private static Manifest embedder;
    private static long moves;

    @BeforeAll
    static void start() throws Exception {
        installation = Installation.inTwoProcesses();
        shop = new Shop(installation);
        embedder = shop.promote("1", 1, moves++);
        worker = installation.worker(Map.of()).awaitReady();
    }

    @AfterAll
    static void stop() {
        shop.close();
        worker.close();
        installation.close();
    }

    private static ConditionFactory eventually() {
        return Awaitility.await().atMost(Duration.ofSeconds(120));
    }

    private static Instant later() {
        return Instant.now().plusSeconds(600);
    }

    private static ProductEmbedding awaitEmbedding(Product product) {
        eventually().until(() -> shop.embedding(product.product())
                .filter(embedding -> embedding.product().equals(product))
                .isPresent());
        return shop.embedding(product.product()).orElseThrow();
    }

    private static String header(ConsumerRecord<String, byte[]> letter, String name) {
        return new String(letter.headers().lastHeader(name).value(), StandardCharsets.UTF_8);
    }

    @Test
    void productsOfAnyFormatGetTheirEmbeddings() {
        List<Product> products = new ArrayList<>();
        for (String format : List.of("png", "jpg", "gif", "bmp")) {
            StoredPicture picture = shop.store(format, Shop.photo(format, 60, 80, Color.RED));
            products.add(Shop.product(format, picture, "19.90"));
        }
        products.forEach(shop::tell);

        List<ProductEmbedding> embeddings =
                products.stream().map(EmbeddingIT::awaitEmbedding).toList();

        assertThat(embeddings).allSatisfy(embedding -> {
            assertThat(embedding.embedding().embedder()).isEqualTo(embedder.digest());
            assertThat(embedding.embedding().vector().dimensions()).isEqualTo(TinyEmbedder.DIMENSIONS);
            assertThat(embedding
                            .embedding()
                            .vector()
                            .cosine(embeddings.get(0).embedding().vector()))
                    .as("the same photo in another format")
                    .isCloseTo(1, within(0.01));
        });
    }

    @Test
    void aNewPriceIsPassedOnAndARemovalToo() {
        StoredPicture picture = shop.store("priced", Shop.photo("png", 40, 40, Color.BLUE));
        shop.tell(Shop.product("priced", picture, "10.00"));
        ProductEmbedding before = awaitEmbedding(Shop.product("priced", picture, "10.00"));

        shop.tell(Shop.product("priced", picture, "8.00"));
        ProductEmbedding after = awaitEmbedding(Shop.product("priced", picture, "8.00"));
        shop.remove("priced");

        assertThat(after.embedding()).isEqualTo(before.embedding());
        eventually().until(() -> shop.isRemoved("priced"));
    }

    @Test
    void aPictureThatIsNoneGoesToTheDeadLettersAndHoldsNothingUp() {
        StoredPicture none = shop.store("none", "<html>404</html>".getBytes(StandardCharsets.UTF_8));
        shop.tell(Shop.product("none", none, "1.00"));
        shop.tell(Shop.product("lost", new StoredPicture("products/shop/lost/x.png", "0".repeat(64)), "1.00"));
        Product good = Shop.product("good", shop.store("good", Shop.photo("png", 9, 90, Color.PINK)), "1.00");
        shop.tell(good);

        awaitEmbedding(good);
        eventually()
                .until(() -> !installation.log().deadLetters("shop/none").isEmpty()
                        && !installation.log().deadLetters("shop/lost").isEmpty());
        ConsumerRecord<String, byte[]> letter =
                installation.log().deadLetters("shop/none").get(0);
        assertThat(header(letter, "dead-letter-code")).isEqualTo(EmbeddingAnswer.BAD_PICTURE);
        assertThat(header(letter, "dead-letter-reason")).contains("no picture").contains(none.key());
        assertThat(header(letter, "dead-letter-topic")).isEqualTo("catalogue.products");
        assertThat(header(installation.log().deadLetters("shop/lost").get(0), "dead-letter-code"))
                .isEqualTo(EmbeddingAnswer.MISSING_PICTURE);
        assertThat(shop.embedding("none")).isEmpty();
    }

    @Test
    void whatTheEmbedderFailsOnIsGivenUpAloneAndHoldsNothingUp() {
        StoredPicture black = shop.store("black", Shop.black());
        Product before = Shop.product("before", shop.store("before", Shop.photo("png", 9, 90, Color.CYAN)), "1.00");
        Product after = Shop.product("after", shop.store("after", Shop.photo("png", 90, 9, Color.GRAY)), "1.00");
        List.of(before, Shop.product("black", black, "1.00"), after).forEach(shop::tell);
        shop.search("query-black", black, later());

        awaitEmbedding(before);
        awaitEmbedding(after);
        eventually()
                .until(() -> !installation.log().deadLetters("shop/black").isEmpty()
                        && shop.answer("query-black").isPresent());
        assertThat(header(installation.log().deadLetters("shop/black").get(0), "dead-letter-code"))
                .isEqualTo(EmbeddingAnswer.EMBEDDING_FAILED);
        assertThat(((Failed) shop.answer("query-black").orElseThrow()).code())
                .isEqualTo(EmbeddingAnswer.EMBEDDING_FAILED);
    }

    @Test
    void aSearchGetsTheVectorThatTheProductWithThatPictureHas() {
        byte[] photo = Shop.photo("jpg", 80, 60, Color.GREEN);
        Product product = Shop.product("found", shop.store("found", photo), "1.00");
        shop.tell(product);
        ProductEmbedding embedding = awaitEmbedding(product);

        shop.search("query-good", shop.store("query", photo), later());
        shop.search("query-bad", shop.store("query", new byte[] {1, 2, 3}), later());
        shop.search("query-over", shop.store("query", photo), Instant.now().minusSeconds(600));
        shop.search("query-last", shop.store("query", photo), later());

        eventually().until(() -> List.of("query-good", "query-bad", "query-last").stream()
                .allMatch(query -> shop.answer(query).isPresent()));
        Embedded answer = (Embedded) shop.answer("query-good").orElseThrow();
        assertThat(answer.embedding().embedder())
                .isEqualTo(embedding.embedding().embedder());
        assertThat(answer.embedding().vector().cosine(embedding.embedding().vector()))
                .isCloseTo(1, within(1e-5));
        assertThat((Failed) shop.answer("query-bad").orElseThrow())
                .extracting(Failed::code)
                .isEqualTo(EmbeddingAnswer.BAD_PICTURE);
        assertThat(shop.answer("query-over")).isEmpty();
    }

    @Test
    void aNewEmbedderSeesAllProductsAgainAlsoWhereTheWorkerWasAwayWhenItCame() throws Exception {
        List<Product> products = IntStream.range(0, 100)
                .mapToObj(i -> Shop.product(
                        "many-" + i, shop.store("many-" + i, Shop.photo("png", 20, 20, new Color(2 * i, 9, 9))), "1"))
                .toList();
        products.forEach(shop::tell);
        products.forEach(EmbeddingIT::awaitEmbedding);

        worker.terminate();
        embedder = shop.promote("2", 2, moves++);
        worker = installation.worker(Map.of()).awaitReady();
        awaitAllBy(products, embedder);

        embedder = shop.promote("3", 3, moves++);
        awaitAllBy(products, embedder);
    }

    /** The log forgets late: what was said before is read again as well, and more of it than goes at once. */
    @Test
    void whatANewEmbedderSeesAgainIsTheNewestOfAProductAndNothingThatWasSaidBeforeIt() throws Exception {
        StoredPicture picture = shop.store("cheaper", Shop.photo("png", 40, 40, Color.ORANGE));
        IntStream.range(0, 200).forEach(i -> {
            shop.tell(Shop.product("cheaper", picture, 300 - i + ".00"));
            shop.tell(Shop.product("gone", picture, 300 - i + ".00"));
        });
        Product cheapest = Shop.product("cheaper", picture, "8.00");
        shop.tell(cheapest);
        shop.remove("gone");
        awaitEmbedding(cheapest);
        eventually().until(() -> shop.isRemoved("gone"));
        int ofCheaper = shop.told("cheaper").size();
        int ofGone = shop.told("gone").size();

        embedder = shop.promote("anew-" + moves, 10 + moves, moves++);

        awaitAllBy(List.of(cheapest), embedder);
        eventually().until(() -> shop.told("gone").size() > ofGone && shop.isRemoved("gone"));
        assertThat(shop.told("cheaper").subList(ofCheaper, shop.told("cheaper").size()))
                .as("said anew")
                .extracting(said -> said.orElseThrow().product())
                .containsOnly(cheapest);
        assertThat(shop.told("gone").subList(ofGone, shop.told("gone").size()))
                .as("said anew of what is gone")
                .containsOnly(Optional.empty());
    }

    private static void awaitAllBy(List<Product> products, Manifest version) {
        eventually().until(() -> products.stream().allMatch(product -> shop.embedding(product.product())
                .filter(embedding -> embedding.embedding().embedder().equals(version.digest()))
                .isPresent()));
    }

    @Test
    void productsWaitForTheStoreAndAreNotLostWithAWorkerThatIsKilled() {
        List<Product> products = IntStream.range(0, 200)
                .mapToObj(i -> Shop.product(
                        "kept-" + i, shop.store("kept-" + i, Shop.photo("png", 20, 20, new Color(9, i, 9))), "1"))
                .toList();
        installation.servers().killStore();
        products.forEach(shop::tell);
        eventually().until(() -> worker.output().contains("the store is away"));
        worker.kill();
        installation.servers().restartStore();
        worker = installation.worker(Map.of()).awaitReady();

        products.forEach(EmbeddingIT::awaitEmbedding);
        assertThat(products)
                .allSatisfy(product -> assertThat(installation.log().deadLetters("shop/" + product.product()))
                        .isEmpty());
    }
}
