package dev.atelier.standalone.searching;

import dev.atelier.contract.messages.MessageCodec;
import dev.atelier.contract.messages.ProductEmbedding;
import dev.atelier.contract.messages.Topic;
import dev.atelier.contract.products.Embedding;
import dev.atelier.contract.products.FeatureVector;
import dev.atelier.contract.products.ProductKey;
import dev.atelier.standalone.terminal.CommandFailure;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** The vectors that the pictures of a store's products gave, from the log of a running system. */
public final class StoreVectors {
    private static final Duration POLL = Duration.ofSeconds(1);

    private final Map<ProductKey, Embedding> embeddings = new LinkedHashMap<>();
    private final String store;

    private StoreVectors(String store) {
        this.store = store;
    }

    /**
     * @param kafka bootstrap servers
     * @return those of the embedder that most products have
     */
    public static List<FeatureVector> read(String kafka, String store) {
        StoreVectors vectors = new StoreVectors(store);
        vectors.readAll(kafka);
        return vectors.ofTheUsualEmbedder();
    }

    private void readAll(String kafka) {
        Map<String, Object> settings = Map.of(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, kafka);
        try (var consumer = new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            List<TopicPartition> partitions = consumer.partitionsFor(Topic.CATALOGUE_EMBEDDINGS).stream()
                    .map(partition -> new TopicPartition(partition.topic(), partition.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Map<TopicPartition, Long> last = consumer.endOffsets(partitions);
            while (partitions.stream().anyMatch(partition -> consumer.position(partition) < last.get(partition))) {
                consumer.poll(POLL).forEach(this::apply);
            }
        }
    }

    private void apply(ConsumerRecord<byte[], byte[]> message) {
        ProductKey key = ProductKey.parse(new String(message.key(), StandardCharsets.UTF_8));
        if (key.store().equals(store)) {
            Optional<ProductEmbedding> newest = MessageCodec.readProductEmbedding(message.value());
            newest.ifPresentOrElse(one -> embeddings.put(key, one.embedding()), () -> embeddings.remove(key));
        }
    }

    private List<FeatureVector> ofTheUsualEmbedder() {
        Map<String, List<FeatureVector>> byEmbedder = embeddings.values().stream()
                .collect(Collectors.groupingBy(
                        Embedding::embedder, Collectors.mapping(Embedding::vector, Collectors.toList())));
        return byEmbedder.values().stream()
                .max((one, other) -> Integer.compare(one.size(), other.size()))
                .orElseThrow(() -> new CommandFailure("store '" + store + "' has no product that workers looked at"));
    }
}
