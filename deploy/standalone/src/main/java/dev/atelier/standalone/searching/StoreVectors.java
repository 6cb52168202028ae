package dev.atelier.standalone.searching;

import dev.atelier.contract.messages.MessageCodec;
import dev.atelier.contract.messages.ProductEmbedding;
import dev.atelier.contract.messages.Topic;
import dev.atelier.contract.products.Embedding;
import dev.atelier.contract.products.FeatureVector;
import dev.atelier.contract.products.ProductKey;
import dev.atelier.standalone.bench.WholeTopic;
import dev.atelier.standalone.terminal.CommandFailure;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** The vectors that the pictures of a store's products gave, from the log of a running system. */
public final class StoreVectors {
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
        WholeTopic.read(kafka, Topic.CATALOGUE_EMBEDDINGS, vectors::apply);
        return vectors.ofTheUsualEmbedder();
    }

    private void apply(ConsumerRecord<byte[], byte[]> message) {
        ProductKey key = ProductKey.parse(new String(message.key(), StandardCharsets.UTF_8));
        if (key.store().toString().equals(store)) {
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
