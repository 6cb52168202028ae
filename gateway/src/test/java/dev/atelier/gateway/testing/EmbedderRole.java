package dev.atelier.gateway.testing;

import dev.atelier.contract.messages.EmbeddingAnswer;
import dev.atelier.contract.messages.EmbeddingAnswer.Embedded;
import dev.atelier.contract.messages.EmbeddingAnswer.Failed;
import dev.atelier.contract.messages.EmbeddingRequest;
import dev.atelier.contract.messages.MessageCodec;
import dev.atelier.contract.messages.ProductEmbedding;
import dev.atelier.contract.messages.Topic;
import dev.atelier.contract.products.Embedding;
import dev.atelier.contract.products.FeatureVector;
import dev.atelier.contract.products.Product;
import dev.atelier.contract.products.ProductKey;
import dev.atelier.contract.products.StoredPicture;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.awaitility.Awaitility;

/** Does by hand what a worker does for the search: writes embeddings and answers into the log. */
public final class EmbedderRole {
    public static final String DIGEST = "e1".repeat(32);

    private final LogClient log;
    private final MessageCodec codec = new MessageCodec("/atelier/workers");

    EmbedderRole(LogClient log) {
        this.log = log;
    }

    /** Embeds a product that no shop has put there. */
    public void embed(String store, String id, String colour, FeatureVector vector) {
        embed(
                new Product(
                        store,
                        id,
                        new StoredPicture("products/" + store + "/" + id + "/x.png", "ab".repeat(32)),
                        "Product " + id,
                        Map.of("colour", List.of(colour)),
                        Optional.empty(),
                        true,
                        Optional.empty()),
                vector);
    }

    public void embed(Product product, FeatureVector vector) {
        log.write(codec.write(ProductEmbedding.of(product, new Embedding(DIGEST, vector), Instant.now())));
    }

    public void forget(String store, String id) {
        log.write(codec.embeddingRemoval(new ProductKey(store, id), Instant.now()));
    }

    /** The newest question about a picture. */
    public EmbeddingRequest awaitQuestion(String sha256) {
        return Awaitility.await("question about " + sha256)
                .until(() -> last(request -> request.picture().sha256().equals(sha256)), Optional::isPresent)
                .orElseThrow();
    }

    private Optional<EmbeddingRequest> last(Predicate<EmbeddingRequest> wanted) {
        return log.read(Topic.SEARCH_PICTURES).stream()
                .map(record -> MessageCodec.readEmbeddingRequest(record.value()))
                .filter(wanted)
                .max(Comparator.comparing(EmbeddingRequest::at));
    }

    public void answer(EmbeddingRequest request, FeatureVector vector) {
        write(new Embedded(EmbeddingAnswer.VERSION, request.query(), Instant.now(), new Embedding(DIGEST, vector)));
    }

    public void refuse(EmbeddingRequest request, String code, String reason) {
        write(new Failed(EmbeddingAnswer.VERSION, request.query(), Instant.now(), code, reason));
    }

    private void write(EmbeddingAnswer answer) {
        log.write(codec.write(answer));
    }
}
