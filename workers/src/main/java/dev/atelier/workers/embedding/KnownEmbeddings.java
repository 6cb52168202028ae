package dev.atelier.workers.embedding;

import dev.atelier.contract.products.Embedding;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The last embeddings by the digest of their picture, some megabytes: a product whose price alone is new needs neither its
 * picture nor the network.
 */
final class KnownEmbeddings {
    private static final int MOST = 10_000;

    private final Map<String, Embedding> last = new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Embedding> eldest) {
            return size() > MOST;
        }
    };

    synchronized Optional<Embedding> get(String embedder, String sha256) {
        return Optional.ofNullable(last.get(sha256))
                .filter(embedding -> embedding.embedder().equals(embedder));
    }

    synchronized void put(String sha256, Embedding embedding) {
        last.put(sha256, embedding);
    }
}
