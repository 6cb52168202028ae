package dev.atelier.workers.embedding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.atelier.contract.artefact.Artefact;
import dev.atelier.contract.artefact.Manifest;
import dev.atelier.contract.artefact.Sha256;
import dev.atelier.contract.messages.EmbeddingAnswer;
import dev.atelier.contract.messages.EmbeddingAnswer.Embedded;
import dev.atelier.contract.messages.EmbeddingAnswer.Failed;
import dev.atelier.contract.messages.EmbeddingRequest;
import dev.atelier.contract.messages.Message;
import dev.atelier.contract.messages.MessageCodec;
import dev.atelier.contract.messages.ModelChange;
import dev.atelier.contract.messages.ProductUpdate;
import dev.atelier.contract.messages.Topic;
import dev.atelier.contract.models.Alias;
import dev.atelier.contract.models.ModelStore;
import dev.atelier.contract.objects.ObjectKeys;
import dev.atelier.contract.products.StoredPicture;
import dev.atelier.workers.reporting.RecordedReports;
import dev.atelier.workers.testing.PlayedStore;
import dev.atelier.workers.testing.TinyEmbedder;
import java.awt.Color;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two good messages and between them one on whose picture the embedder fails. */
class OneByOneTest {
    private final MessageCodec codec = new MessageCodec("/test");
    private final RecordedReports recorded = new RecordedReports();
    private final PlayedStore store = new PlayedStore(key -> {});
    private final CurrentEmbedder current = new CurrentEmbedder();

    @TempDir
    Path folder;

    private Pictures pictures;

    @BeforeEach
    void anEmbedder() throws Exception {
        Artefact artefact = TinyEmbedder.write(folder.resolve("embedder"), "1", 1);
        new ModelStore(store).publish(artefact);
        Manifest manifest = artefact.manifest();
        Instant now = Instant.now();
        current.apply(codec.write(
                        new ModelChange.VersionPublished(ModelChange.VERSION, manifest.model(), now, manifest, "test"))
                .value());
        current.apply(codec.write(new ModelChange.AliasMoved(
                        ModelChange.VERSION, manifest.model(), now, Alias.CHAMPION, "1", 0, "test", "test"))
                .value());
        pictures = new Pictures(
                new StoredPictures(store),
                new LoadedEmbedder(new ModelStore(store), folder.resolve("cache"), Runnable::run),
                current);
    }

    @AfterEach
    void end() {
        pictures.close();
    }

    private StoredPicture stored(String id, byte[] file) {
        String sha256 = Sha256.of(file);
        String key = ObjectKeys.productPicture("default", "shop", id, sha256, "png");
        store.put(key, file, "image/png", Map.of());
        return new StoredPicture(key, sha256);
    }

    private Message product(String id, byte[] file) {
        return codec.write(
                new ProductUpdate(ProductUpdate.VERSION, Shop.product(id, stored(id, file), "1"), Instant.now()));
    }

    private Message search(String query, byte[] file) {
        Instant now = Instant.now();
        return codec.write(
                new EmbeddingRequest(EmbeddingRequest.VERSION, query, stored(query, file), now, now.plusSeconds(600)));
    }

    private ProductWork products() {
        return new ProductWork(current, pictures, recorded.log(), codec, recorded.metrics());
    }

    @Test
    void aProductThatTheEmbedderFailsOnGoesToTheDeadLettersAndTheOthersAreEmbedded() throws Exception {
        new OneByOne(products())
                .handle(List.of(
                        product("first", Shop.photo("png", 20, 20, Color.RED)),
                        product("black", Shop.black()),
                        product("last", Shop.photo("png", 20, 20, Color.BLUE))));

        assertThat(recorded.written(Topic.CATALOGUE_EMBEDDINGS))
                .extracting(ProducerRecord::key)
                .containsExactly("shop/first", "shop/last");
        ProducerRecord<String, byte[]> letter =
                recorded.written(Topic.GENERATION_DEAD_LETTERS).get(0);
        assertThat(letter.key()).isEqualTo("shop/black");
        assertThat(header(letter, "dead-letter-code")).isEqualTo(EmbeddingAnswer.EMBEDDING_FAILED);
        assertThat(header(letter, "dead-letter-reason"))
                .startsWith("No embedding can be made of it")
                .contains("no direction");
    }

    private static String header(ProducerRecord<String, byte[]> letter, String name) {
        return new String(letter.headers().lastHeader(name).value(), StandardCharsets.UTF_8);
    }

    @Test
    void aSearchThatTheEmbedderFailsOnIsAnsweredSoAndTheOthersAreAnsweredToo() throws Exception {
        new OneByOne(new SearchWork(current, pictures, recorded.log(), codec, recorded.metrics(), Clock.systemUTC()))
                .handle(List.of(
                        search("first", Shop.photo("png", 20, 20, Color.RED)),
                        search("black", Shop.black()),
                        search("last", Shop.photo("png", 20, 20, Color.BLUE))));

        List<EmbeddingAnswer> answers = recorded.written(Topic.SEARCH_EMBEDDINGS).stream()
                .map(record -> MessageCodec.readEmbeddingAnswer(record.value()))
                .toList();
        assertThat(answers).extracting(EmbeddingAnswer::query).containsExactly("first", "black", "last");
        assertThat(answers.get(0)).isInstanceOf(Embedded.class);
        assertThat(((Failed) answers.get(1)).code()).isEqualTo(EmbeddingAnswer.EMBEDDING_FAILED);
        assertThat(answers.get(2)).isInstanceOf(Embedded.class);
        assertThat(recorded.deadLetters()).isEmpty();
    }

    @Test
    void anEmbedderThatCannotBeKeptOnThisWorkerIsNoProductsFault() throws Exception {
        Files.writeString(folder.resolve("cache"), "a file in the place of the folder");
        ProductWork products = products();
        List<Message> messages = List.of(product("good", Shop.photo("png", 20, 20, Color.RED)));

        assertThatThrownBy(() -> new OneByOne(products).handle(messages)).isInstanceOf(NoEmbedderException.class);
        assertThat(recorded.deadLetters()).isEmpty();
        assertThat(products.mark()).as("a later try may succeed").isPresent();
    }
}
