package dev.atelier.standalone.searching;

import dev.atelier.contract.messages.Message;
import dev.atelier.contract.messages.MessageCodec;
import dev.atelier.contract.messages.ProductEmbedding;
import dev.atelier.contract.products.Embedding;
import dev.atelier.contract.products.FeatureVector;
import dev.atelier.contract.products.Price;
import dev.atelier.contract.products.Product;
import dev.atelier.contract.products.StoredPicture;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.function.IntPredicate;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * The products of one store, as many as there are vectors; every hundredth is rare.
 *
 * @param vectors of one embedder
 */
record Catalogue(List<FeatureVector> vectors) {
    static final String STORE = "bench";
    static final int RARE = 100;
    private static final String EMBEDDER = "be".repeat(32);
    private static final String PREFIX = "p";

    /** Puts them into the log as workers do. */
    void publish(String kafka) {
        MessageCodec codec = new MessageCodec("/atelier/bench");
        Map<String, Object> settings = Map.of(
                ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
                kafka,
                ProducerConfig.LINGER_MS_CONFIG,
                20,
                ProducerConfig.BATCH_SIZE_CONFIG,
                1 << 18,
                ProducerConfig.ACKS_CONFIG,
                "all");
        try (var producer = new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer())) {
            for (int i = 0; i < vectors.size(); i++) {
                producer.send(record(codec.write(embedded(i))));
            }
        }
    }

    private static ProducerRecord<byte[], byte[]> record(Message message) {
        byte[] key = message.key().getBytes(StandardCharsets.UTF_8);
        var record = new ProducerRecord<>(message.topic(), key, message.value());
        message.headers().forEach(record.headers()::add);
        return record;
    }

    private ProductEmbedding embedded(int number) {
        var product = new Product(
                STORE,
                id(number),
                new StoredPicture("products/bench/" + number + "/none.png", "00".repeat(32)),
                "Product " + number,
                Map.of("kind", List.of(isRare(number) ? "rare" : "usual")),
                Optional.of(Price.of(number % 100 + ".90", "EUR")),
                true,
                Optional.empty());
        return ProductEmbedding.of(product, new Embedding(EMBEDDER, vectors.get(number)), Instant.now());
    }

    static boolean isRare(int number) {
        return number % RARE == 0;
    }

    static String id(int number) {
        return PREFIX + number;
    }

    /** The products most similar to one, by comparing it with every other. */
    Set<String> nearest(int number, int count, IntPredicate among) {
        record Near(int number, double cosine) {}
        var nearest = new PriorityQueue<Near>(Comparator.comparingDouble(Near::cosine));
        for (int i = 0; i < vectors.size(); i++) {
            if (i != number && among.test(i)) {
                nearest.add(new Near(i, vectors.get(i).cosine(vectors.get(number))));
                if (nearest.size() > count) {
                    nearest.remove();
                }
            }
        }
        var ids = new HashSet<String>();
        nearest.forEach(near -> ids.add(id(near.number())));
        return ids;
    }
}
