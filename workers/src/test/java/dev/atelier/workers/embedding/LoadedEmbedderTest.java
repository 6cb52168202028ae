package dev.atelier.workers.embedding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.atelier.contract.artefact.Artefact;
import dev.atelier.contract.artefact.Manifest;
import dev.atelier.contract.images.Picture;
import dev.atelier.contract.models.ModelStore;
import dev.atelier.contract.objects.ObjectStore;
import dev.atelier.contract.products.FeatureVector;
import dev.atelier.workers.embedding.LoadedEmbedder.Urgency;
import dev.atelier.workers.testing.PlayedStore;
import dev.atelier.workers.testing.TinyEmbedder;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Version 1 is loaded; of version 2 the store answers when it is told to. */
class LoadedEmbedderTest {
    private static final long SECONDS = 120;
    private static final int SIDE = 16;

    private final PlayedStore store = new PlayedStore(key -> {});
    private final CountDownLatch asked = new CountDownLatch(1);
    private final CountDownLatch answering = new CountDownLatch(1);
    private final ExecutorService generator = Executors.newSingleThreadExecutor();

    @TempDir
    Path folder;

    private LoadedEmbedder embedder;
    private Manifest first;
    private Manifest second;
    private FeatureVector byTheFirst;

    @BeforeEach
    void load() throws Exception {
        first = publish("1", 1);
        second = publish("2", 2);
        embedder = new LoadedEmbedder(new ModelStore(slow()), folder.resolve("cache"), generator);
        byTheFirst = vector(embed(first));
    }

    @AfterEach
    void end() throws InterruptedException {
        embedder.close();
        generator.shutdown();
        assertThat(generator.awaitTermination(SECONDS, TimeUnit.SECONDS)).isTrue();
    }

    private Manifest publish(String version, long seed) throws IOException {
        Artefact artefact = TinyEmbedder.write(folder.resolve(version), version, seed);
        new ModelStore(store).publish(artefact);
        return artefact.manifest();
    }

    private ObjectStore slow() {
        return (ObjectStore) Proxy.newProxyInstance(
                LoadedEmbedderTest.class.getClassLoader(),
                new Class<?>[] {ObjectStore.class},
                (proxy, method, arguments) -> {
                    if (arguments != null && String.valueOf(arguments[0]).contains("/2/")) {
                        asked.countDown();
                        answering.await();
                    }
                    try {
                        return method.invoke(store, arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }

    private static Picture picture() {
        byte[] planes = new byte[3 * SIDE * SIDE];
        Arrays.fill(planes, (byte) 90);
        return new Picture(SIDE, SIDE, 3, planes);
    }

    private CompletableFuture<List<FeatureVector>> embed(Manifest version) {
        return embedder.embed(version, List.of(picture()), Urgency.PRODUCT);
    }

    private static FeatureVector vector(CompletableFuture<List<FeatureVector>> vectors) throws Exception {
        return vectors.get(SECONDS, TimeUnit.SECONDS).get(0);
    }

    @Test
    void whileAVersionIsFetchedPicturesAreGeneratedAndTheVersionBeforeItEmbeds() throws Exception {
        CompletableFuture<List<FeatureVector>> waiting = embed(second);
        assertThat(asked.await(SECONDS, TimeUnit.SECONDS)).isTrue();

        assertThat(generator.submit(() -> "a batch").get(SECONDS, TimeUnit.SECONDS))
                .isEqualTo("a batch");
        assertThat(vector(embed(first)).cosine(byTheFirst)).isGreaterThan(0.9999);
        assertThat(waiting).isNotDone();

        answering.countDown();
        assertThat(vector(waiting).cosine(byTheFirst)).as("by another embedder").isLessThan(0.9999);
    }

    @Test
    void allThatWaitedForAVersionAreComputedOnceItIsThere() throws Exception {
        List<CompletableFuture<List<FeatureVector>>> waiting =
                IntStream.range(0, 5).mapToObj(i -> embed(second)).toList();
        answering.countDown();
        FeatureVector expected = vector(waiting.get(0));
        for (CompletableFuture<List<FeatureVector>> one : waiting) {
            assertThat(vector(one).cosine(expected)).isGreaterThan(0.9999);
        }
    }

    @Test
    void aVersionThatIsNeededAgainIsLoadedAgain() throws Exception {
        answering.countDown();
        vector(embed(second));
        assertThat(vector(embed(first)).cosine(byTheFirst)).isGreaterThan(0.9999);
    }

    @Test
    void whatCannotBeLoadedIsToldToWhoWaitsAndTheVersionBeforeItStays() throws Exception {
        answering.countDown();
        store.delete("models/" + second.model() + "/2/" + Manifest.WEIGHTS);
        CompletableFuture<List<FeatureVector>> waiting = embed(second);
        assertThatThrownBy(() -> vector(waiting)).hasCauseInstanceOf(NoEmbedderException.class);
        assertThat(vector(embed(first)).cosine(byTheFirst)).isGreaterThan(0.9999);
    }
}
