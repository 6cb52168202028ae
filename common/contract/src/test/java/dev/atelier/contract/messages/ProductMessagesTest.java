package dev.atelier.contract.messages;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.atelier.contract.products.Embedding;
import dev.atelier.contract.products.FeatureVector;
import dev.atelier.contract.products.Price;
import dev.atelier.contract.products.Product;
import dev.atelier.contract.products.ProductKey;
import dev.atelier.contract.products.StoreName;
import dev.atelier.contract.products.StoredPicture;
import java.math.BigDecimal;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class ProductMessagesTest {
    private static final Instant NOW = Instant.parse("2026-01-02T03:04:05.678Z");
    private static final StoredPicture PICTURE = new StoredPicture("products/shop/1/a.png", "a".repeat(64));
    private static final Embedding EMBEDDING = new Embedding("b".repeat(64), FeatureVector.towards(3, 4));
    private final MessageCodec codec = new MessageCodec("/atelier/test");

    @Provide
    Arbitrary<Product> products() {
        Arbitrary<String> texts = Arbitraries.of("a", "b", "Ä", "白", "\"", "\\", " ", ",", ";", "🙂")
                .list()
                .ofMinSize(1)
                .ofMaxSize(20)
                .map(characters -> String.join("", characters))
                .filter(text -> !text.isBlank());
        Arbitrary<Optional<Price>> prices = Arbitraries.bigDecimals()
                .between(BigDecimal.ZERO, new BigDecimal("99999"))
                .ofScale(2)
                .map(amount -> new Price(amount, Optional.of("EUR")))
                .optional();
        return Combinators.combine(
                        texts,
                        Arbitraries.maps(texts, texts.list().ofMinSize(1).ofMaxSize(3))
                                .ofMaxSize(4),
                        prices,
                        Arbitraries.of(true, false),
                        Arbitraries.of(URI.create("https://shop.example/1?a=b")).optional())
                .as((title, attributes, price, inStock, link) ->
                        new Product("shop", "1", PICTURE, title, attributes, price, inStock, link));
    }

    @Property(tries = 200)
    void everyProductReadsBackAsItWasWritten(@ForAll("products") Product product) {
        var update = new ProductUpdate(1, product, NOW);
        var embedding = new ProductEmbedding(1, product, EMBEDDING, NOW);

        assertThat(MessageCodec.readProductUpdate(codec.write(update).value())).contains(update);
        assertThat(MessageCodec.readProductEmbedding(codec.write(embedding).value()))
                .contains(embedding);
    }

    @Test
    void aProductIsWrittenAsPeopleWouldWriteIt() {
        var product = new Product(
                "shop",
                "1",
                PICTURE,
                "Shirt",
                Map.of("colour", List.of("Blue")),
                Optional.of(Price.of("19.90", "EUR")),
                true,
                Optional.of(URI.create("https://shop.example/1")));

        Message message = codec.write(new ProductUpdate(1, product, NOW));

        assertThat(message.topic()).isEqualTo("catalogue.products");
        assertThat(message.key()).isEqualTo("shop/1");
        assertThat(new String(message.value(), StandardCharsets.UTF_8))
                .isEqualTo("{\"schemaVersion\":1,\"product\":{\"store\":\"shop\",\"product\":\"1\",\"picture\":"
                        + "{\"key\":\"products/shop/1/a.png\",\"sha256\":\"" + "a".repeat(64) + "\"},"
                        + "\"title\":\"Shirt\",\"attributes\":{\"colour\":[\"Blue\"]},"
                        + "\"price\":{\"amount\":19.90,\"currency\":\"EUR\"},\"inStock\":true,"
                        + "\"link\":\"https://shop.example/1\"},\"at\":\"2026-01-02T03:04:05.678Z\"}");
    }

    @Test
    void aProductOfATenantHasAKeyOfItsOwnAndAVersionThatOlderReleasesLeaveAlone() {
        var product =
                new Product("left/shop", "1", PICTURE, "Shirt", Map.of(), Optional.empty(), true, Optional.empty());
        var update = ProductUpdate.of(product, NOW);

        Message message = codec.write(update);

        assertThat(message.key()).isEqualTo("left/shop/1");
        assertThat(new String(message.value(), StandardCharsets.UTF_8))
                .startsWith("{\"schemaVersion\":2,\"product\":{\"store\":\"left/shop\",\"product\":\"1\",");
        assertThat(MessageCodec.readProductUpdate(message.value())).contains(update);
        assertThat(ProductEmbedding.of(product, EMBEDDING, NOW).schemaVersion()).isEqualTo(2);
    }

    /** What stands in a log since before stores had tenants, byte for byte. */
    @Test
    void aProductThatWasWrittenBeforeStoresHadTenantsIsOneOfTheDefaultTenant() {
        String before = "{\"schemaVersion\":1,\"product\":{\"store\":\"shop\",\"product\":\"1\",\"picture\":"
                + "{\"key\":\"products/shop/1/a.png\",\"sha256\":\"" + "a".repeat(64) + "\"},\"title\":\"Shirt\","
                + "\"attributes\":{},\"inStock\":true},\"at\":\"2026-01-02T03:04:05.678Z\"}";

        ProductUpdate update = MessageCodec.readProductUpdate(before.getBytes(StandardCharsets.UTF_8))
                .orElseThrow();

        assertThat(update.product().store()).isEqualTo(new StoreName("default", "shop"));
        assertThat(new String(
                        codec.write(ProductUpdate.of(update.product(), update.at()))
                                .value(),
                        StandardCharsets.UTF_8))
                .isEqualTo(before);
    }

    @Test
    void aMessageWithoutAValueRemoves() {
        Message removal = codec.removal(new ProductKey("shop", "1"), NOW);
        Message ofEmbedding = codec.embeddingRemoval(new ProductKey("shop", "1"), NOW);

        assertThat(removal.topic()).isEqualTo("catalogue.products");
        assertThat(removal.key()).isEqualTo("shop/1");
        assertThat(removal.value()).isNull();
        assertThat(MessageCodec.readProductUpdate(removal.value())).isEmpty();
        assertThat(ofEmbedding.topic()).isEqualTo("catalogue.embeddings");
        assertThat(MessageCodec.readProductEmbedding(ofEmbedding.value())).isEmpty();
    }

    @Test
    void queriesAndTheirAnswersReadBack() {
        var request = new EmbeddingRequest(1, "q", PICTURE, NOW, NOW.plusSeconds(5));
        var embedded = new EmbeddingAnswer.Embedded(1, "q", NOW, EMBEDDING);
        var failed = new EmbeddingAnswer.Failed(1, "q", NOW, EmbeddingAnswer.BAD_PICTURE, "That is no picture.");

        assertThat(MessageCodec.readEmbeddingRequest(codec.write(request).value()))
                .isEqualTo(request);
        assertThat(codec.write(request).topic()).isEqualTo("search.pictures");
        assertThat(MessageCodec.readEmbeddingAnswer(codec.write(embedded).value()))
                .isEqualTo(embedded);
        assertThat(MessageCodec.readEmbeddingAnswer(codec.write(failed).value()))
                .isEqualTo(failed);
        assertThat(codec.write(failed).topic()).isEqualTo("search.embeddings");
    }

    @Test
    void aProductWithoutAllThatItNeedsIsUnreadable() {
        byte[] noStock = ("{\"schemaVersion\":1,\"product\":{\"store\":\"shop\",\"product\":\"1\",\"picture\":"
                        + "{\"key\":\"k\",\"sha256\":\"" + "a".repeat(64) + "\"},\"title\":\"Shirt\"},\"at\":\"" + NOW
                        + "\"}")
                .getBytes(StandardCharsets.UTF_8);

        assertThatThrownBy(() -> MessageCodec.readProductUpdate(noStock))
                .isInstanceOf(UnreadableMessageException.class)
                .hasMessageContaining("inStock");
        assertThatThrownBy(() -> MessageCodec.readProductUpdate(new byte[0]))
                .isInstanceOf(UnreadableMessageException.class);
        assertThatThrownBy(() -> MessageCodec.readEmbeddingRequest(null))
                .isInstanceOf(UnreadableMessageException.class);
    }
}
