package dev.atelier.trainer.retention;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.atelier.contract.artefact.Sha256;
import dev.atelier.contract.messages.Message;
import dev.atelier.contract.messages.MessageCodec;
import dev.atelier.contract.messages.ProductEmbedding;
import dev.atelier.contract.messages.ProductUpdate;
import dev.atelier.contract.messages.Topic;
import dev.atelier.contract.objects.ObjectKeys;
import dev.atelier.contract.objects.ObjectStore;
import dev.atelier.contract.objects.StoreUnavailableException;
import dev.atelier.contract.products.Embedding;
import dev.atelier.contract.products.FeatureVector;
import dev.atelier.contract.products.Product;
import dev.atelier.contract.products.ProductKey;
import dev.atelier.contract.products.StoredPicture;
import dev.atelier.contract.testing.Buckets;
import dev.atelier.contract.testing.EmbeddedServers;
import dev.atelier.contract.testing.Topics;
import dev.atelier.trainer.registry.LogClients;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/** On servers of its own, which are killed; each test has a bucket and a shop of its own. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class UnusedPicturesIT {
    private static final Duration KEPT = Duration.ofDays(7);
    private static final Instant NOW = Instant.now();
    private static final MessageCodec CODEC = new MessageCodec("/test");
    private static final Embedding SEEN = new Embedding("e1".repeat(32), FeatureVector.towards(1, 0));

    private static EmbeddedServers servers;
    private static KafkaProducer<byte[], byte[]> producer;

    private final String shop = "shop-" + UUID.randomUUID();
    private ObjectStore store;

    @BeforeAll
    static void start() {
        servers = EmbeddedServers.startSeparately();
        Topics.create(servers.kafka());
        producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", servers.kafka(), "acks", "all"),
                new ByteArraySerializer(),
                new ByteArraySerializer());
    }

    @BeforeEach
    void open() {
        store = Buckets.open(servers, shop);
    }

    @AfterAll
    static void stop() {
        producer.close();
        servers.close();
    }

    private static void write(Message message) {
        try {
            producer.send(LogClients.record(message)).get();
        } catch (InterruptedException | ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }

    /** A trainer that has just been started, some time from now. */
    private int sweepAfter(Duration time) {
        return pictures(time).sweep();
    }

    private UnusedPictures pictures(Duration time) {
        return new UnusedPictures(
                store,
                ObjectKeys.PRODUCTS,
                new ProductLog(servers.kafka())::referredTo,
                KEPT,
                Clock.fixed(NOW.plus(time), ZoneOffset.UTC));
    }

    private StoredPicture picture(String product) {
        byte[] bytes = UUID.randomUUID().toString().getBytes(StandardCharsets.UTF_8);
        String key = ObjectKeys.productPicture("left", shop, product, Sha256.of(bytes), "png");
        store.put(key, bytes, "image/png", Map.of());
        return new StoredPicture(key, Sha256.of(bytes));
    }

    private Product product(String id, StoredPicture picture) {
        return new Product("left/" + shop, id, picture, "Product", Map.of(), Optional.empty(), true, Optional.empty());
    }

    /** What a gateway writes, and a worker after it. */
    private StoredPicture put(String id) {
        StoredPicture picture = picture(id);
        say(id, picture);
        find(id, picture);
        return picture;
    }

    private void say(String id, StoredPicture picture) {
        write(CODEC.write(ProductUpdate.of(product(id, picture), NOW)));
    }

    private void find(String id, StoredPicture picture) {
        write(CODEC.write(ProductEmbedding.of(product(id, picture), SEEN, NOW)));
    }

    private void remove(String id) {
        write(CODEC.removal(new ProductKey("left/" + shop, id), NOW));
        write(CODEC.embeddingRemoval(new ProductKey("left/" + shop, id), NOW));
    }

    private List<String> objects() {
        return store.list("");
    }

    @Test
    void thePictureThatWasReplacedAndThatOfAProductThatIsNoMoreGoAfterTheirTime() {
        put("replaced");
        StoredPicture current = put("replaced");
        StoredPicture untouched = put("untouched");
        put("removed");
        remove("removed");

        assertThat(sweepAfter(Duration.ZERO)).isZero();
        assertThat(sweepAfter(KEPT.minusMinutes(1))).isZero();
        assertThat(objects()).as("with their marks").hasSize(6);

        assertThat(sweepAfter(KEPT.plusMinutes(1))).isEqualTo(2);
        assertThat(objects()).containsExactlyInAnyOrder(current.key(), untouched.key());
        assertThat(sweepAfter(KEPT.multipliedBy(9))).isZero();
        assertThat(objects()).hasSize(2);
    }

    @Test
    void whatCanStillBeFoundStaysThoughTheShopHasSaidSomethingNewer() {
        StoredPicture shown = put("dress");
        StoredPicture unusable = picture("dress");
        say("dress", unusable);

        sweepAfter(Duration.ZERO);
        assertThat(sweepAfter(KEPT.multipliedBy(2))).isZero();

        assertThat(objects()).containsExactlyInAnyOrder(shown.key(), unusable.key());
    }

    @Test
    void whatIsReferredToAgainBeginsItsTimeAnew() {
        StoredPicture first = put("dress");
        put("dress");
        sweepAfter(Duration.ZERO);
        find("dress", first);
        sweepAfter(Duration.ofDays(6));
        put("dress");
        sweepAfter(Duration.ofDays(8));

        assertThat(sweepAfter(Duration.ofDays(9))).isZero();
        assertThat(objects()).contains(first.key());
        assertThat(sweepAfter(Duration.ofDays(16)))
                .as("with that in the middle")
                .isEqualTo(2);
        assertThat(objects()).doesNotContain(first.key()).hasSize(1);
    }

    @Test
    void aPictureWhoseGatewayEndedBeforeItSpokeOfItGoesTooAndOneThatWasPutJustNowDoesNot() {
        StoredPicture orphan = picture("never");
        assertThat(sweepAfter(Duration.ZERO)).isZero();
        StoredPicture late = picture("late");
        assertThat(sweepAfter(KEPT.plusMinutes(1))).isEqualTo(1);
        assertThat(objects()).doesNotContain(orphan.key()).contains(late.key());

        say("late", late);
        assertThat(sweepAfter(KEPT.multipliedBy(3))).isZero();
        assertThat(objects()).containsExactly(late.key());
    }

    @Test
    void picturesOfTheTimeBeforeStoresHadTenantsGoByTheSameRule() {
        StoredPicture before = new StoredPicture("products/" + shop + "/1/" + "0".repeat(64) + ".png", "0".repeat(64));
        store.put(before.key(), new byte[1], "image/png", Map.of());
        var plain = new Product(shop, "1", before, "Product", Map.of(), Optional.empty(), true, Optional.empty());
        write(CODEC.write(ProductUpdate.of(plain, NOW)));
        sweepAfter(Duration.ZERO);
        assertThat(sweepAfter(KEPT.multipliedBy(2))).isZero();

        write(CODEC.removal(plain.key(), NOW));
        sweepAfter(KEPT.multipliedBy(2));
        assertThat(sweepAfter(KEPT.multipliedBy(4))).isEqualTo(1);
        assertThat(objects()).isEmpty();
    }

    @Test
    void nothingElseIsTouched() {
        store.put("uploads/default/mine.png", new byte[1], "image/png", Map.of());
        store.put("images/default/job/0.png", new byte[1], "image/png", Map.of());
        sweepAfter(Duration.ZERO);
        assertThat(sweepAfter(KEPT.multipliedBy(2))).isZero();
        assertThat(objects()).hasSize(2);
    }

    @Test
    void aPictureOfASearchWhoseGatewayWasKilledGoesAfterAnHour() {
        String left = ObjectKeys.queryPicture("left", "query");
        store.put(left, new byte[1], "image/png", Map.of());
        for (Duration time : List.of(Duration.ZERO, Duration.ofMinutes(59), Duration.ofMinutes(61))) {
            assertThat(objects()).contains(left);
            new UnusedPictures(
                            store,
                            ObjectKeys.QUERIES,
                            pictures -> Set.of(),
                            Duration.ofHours(1),
                            Clock.fixed(NOW.plus(time), ZoneOffset.UTC))
                    .sweep();
        }
        assertThat(objects()).isEmpty();
    }

    /** The gateway removes it itself in between, as it does as a rule. */
    @Test
    void aMarkWithoutItsPictureGoes() {
        String over = ObjectKeys.queryPicture("left", "query");
        store.put(over, new byte[1], "image/png", Map.of());
        var queries = new UnusedPictures(
                store, ObjectKeys.QUERIES, pictures -> Set.of(), Duration.ofHours(1), Clock.fixed(NOW, ZoneOffset.UTC));
        queries.sweep();
        store.delete(over);
        assertThat(objects()).hasSize(1);

        assertThat(queries.sweep()).isZero();
        assertThat(objects()).isEmpty();
    }

    @Test
    @Order(Integer.MAX_VALUE - 1)
    void aStoreThatIsKilledBetweenTheStepsChangesNothingOfTheRule() {
        put("dress");
        StoredPicture current = put("dress");
        sweepAfter(Duration.ZERO);

        servers.killStore();
        assertThatThrownBy(() -> sweepAfter(KEPT.plusMinutes(1))).isInstanceOf(StoreUnavailableException.class);
        servers.restartStore();
        store = Buckets.open(servers, shop);

        assertThat(objects()).hasSize(3);
        assertThat(sweepAfter(KEPT.plusMinutes(2))).isEqualTo(1);
        assertThat(objects()).containsExactly(current.key());
    }

    /** Whose message says something of a product that nobody here can read: it may refer to any picture. */
    @Test
    @Order(Integer.MAX_VALUE)
    void whileANewerReleaseHasTheLastWordNothingIsRemoved() {
        put("dress");
        put("dress");
        sweepAfter(Duration.ZERO);
        byte[] newer = "{\"schemaVersion\": 99}".getBytes(StandardCharsets.UTF_8);
        write(new Message(Topic.CATALOGUE_PRODUCTS, "left/" + shop + "/other", Map.of(), newer));

        assertThat(sweepAfter(KEPT.plusMinutes(1))).isZero();
        assertThat(objects()).hasSize(2);
    }
}
