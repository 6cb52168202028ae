package dev.atelier.workers.embedding;

import dev.atelier.contract.artefact.Artefact;
import dev.atelier.contract.artefact.Manifest;
import dev.atelier.contract.artefact.Sha256;
import dev.atelier.contract.messages.EmbeddingAnswer;
import dev.atelier.contract.messages.EmbeddingRequest;
import dev.atelier.contract.messages.MessageCodec;
import dev.atelier.contract.messages.ModelChange;
import dev.atelier.contract.messages.ProductEmbedding;
import dev.atelier.contract.messages.ProductUpdate;
import dev.atelier.contract.messages.Topic;
import dev.atelier.contract.models.Alias;
import dev.atelier.contract.objects.ObjectKeys;
import dev.atelier.contract.products.Price;
import dev.atelier.contract.products.Product;
import dev.atelier.contract.products.ProductKey;
import dev.atelier.contract.products.StoredPicture;
import dev.atelier.workers.testing.Installation;
import dev.atelier.workers.testing.TinyEmbedder;
import dev.atelier.workers.testing.TopicsFollower;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.imageio.ImageIO;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** A shop that tells of its products, searches, and reads what the workers say. */
final class Shop implements AutoCloseable {
    private final Installation installation;
    private final MessageCodec codec = new MessageCodec("/test");
    /** The newest of each key; empty for what was removed. */
    private final Map<String, Optional<ProductEmbedding>> embeddings = new ConcurrentHashMap<>();

    /** All that was said of each key. */
    private final Map<String, List<Optional<ProductEmbedding>>> told = new ConcurrentHashMap<>();

    private final Map<String, EmbeddingAnswer> answers = new ConcurrentHashMap<>();
    private final TopicsFollower follower;

    Shop(Installation installation) {
        this.installation = installation;
        follower = new TopicsFollower(
                "shop",
                installation.servers().kafka(),
                List.of(Topic.CATALOGUE_EMBEDDINGS, Topic.SEARCH_EMBEDDINGS),
                this::note);
        follower.start();
    }

    private void note(ConsumerRecord<String, byte[]> record) {
        if (record.topic().equals(Topic.CATALOGUE_EMBEDDINGS)) {
            Optional<ProductEmbedding> embedding = MessageCodec.readProductEmbedding(record.value());
            told.computeIfAbsent(record.key(), key -> new CopyOnWriteArrayList<>())
                    .add(embedding);
            embeddings.put(record.key(), embedding);
        } else {
            EmbeddingAnswer answer = MessageCodec.readEmbeddingAnswer(record.value());
            answers.put(answer.query(), answer);
        }
    }

    /** Publishes an embedder of random weights and makes it the current one. */
    Manifest promote(String version, long seed, long replaces) throws IOException {
        Artefact artefact = installation.publish(
                TinyEmbedder.write(Files.createTempDirectory("embedder-").resolve(version), version, seed));
        Manifest manifest = artefact.manifest();
        Instant now = Instant.now();
        installation.send(codec.write(
                new ModelChange.VersionPublished(ModelChange.VERSION, manifest.model(), now, manifest, "test")));
        installation.send(codec.write(new ModelChange.AliasMoved(
                ModelChange.VERSION, manifest.model(), now, Alias.CHAMPION, version, replaces, "test", "test")));
        return manifest;
    }

    /** A photo of the format with a shape in a colour. */
    static byte[] photo(String format, int width, int height, Color colour) {
        BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        Graphics2D pen = image.createGraphics();
        pen.setColor(Color.WHITE);
        pen.fillRect(0, 0, width, height);
        pen.setColor(colour);
        pen.fillOval(width / 4, height / 4, width / 2, height / 2);
        pen.dispose();
        return file(format, image);
    }

    /** A picture on which an embedder without offsets fails: all of its numbers are 0, and so have no direction. */
    static byte[] black() {
        return file("png", new BufferedImage(20, 20, BufferedImage.TYPE_INT_RGB));
    }

    private static byte[] file(String format, BufferedImage image) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try {
            ImageIO.write(image, format, bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    /** Puts a file into the store as a product's picture. */
    StoredPicture store(String product, byte[] file) {
        String sha256 = Sha256.of(file);
        String key = ObjectKeys.productPicture("default", "shop", product, sha256, "png");
        installation.store().put(key, file, "image/png", Map.of());
        return new StoredPicture(key, sha256);
    }

    static Product product(String id, StoredPicture picture, String price) {
        return new Product(
                "shop",
                id,
                picture,
                "Product " + id,
                Map.of("colour", List.of("Red")),
                Optional.of(Price.of(price, "EUR")),
                true,
                Optional.empty());
    }

    void tell(Product product) {
        installation.send(codec.write(new ProductUpdate(ProductUpdate.VERSION, product, Instant.now())));
    }

    void remove(String product) {
        installation.send(codec.removal(new ProductKey("shop", product), Instant.now()));
    }

    void search(String query, StoredPicture picture, Instant expiresAt) {
        installation.send(
                codec.write(new EmbeddingRequest(EmbeddingRequest.VERSION, query, picture, Instant.now(), expiresAt)));
    }

    /** The newest embedding of a product. */
    Optional<ProductEmbedding> embedding(String product) {
        return embeddings.getOrDefault("shop/" + product, Optional.empty());
    }

    /** All that the workers said of a product, the newest last; empty where they said that it is gone. */
    List<Optional<ProductEmbedding>> told(String product) {
        return told.getOrDefault("shop/" + product, List.of());
    }

    /** Whether the last word of the workers on a product is that it is gone. */
    boolean isRemoved(String product) {
        return Optional.empty().equals(embeddings.get("shop/" + product));
    }

    Optional<EmbeddingAnswer> answer(String query) {
        return Optional.ofNullable(answers.get(query));
    }

    @Override
    public void close() {
        follower.close();
    }
}
