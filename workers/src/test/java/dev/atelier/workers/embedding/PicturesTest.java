package dev.atelier.workers.embedding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.atelier.contract.artefact.Manifest;
import dev.atelier.contract.messages.EmbeddingAnswer;
import dev.atelier.contract.models.ModelStore;
import dev.atelier.contract.objects.ObjectInfo;
import dev.atelier.contract.objects.ObjectStore;
import dev.atelier.contract.objects.StoreRefusedException;
import dev.atelier.contract.objects.StoreUnavailableException;
import dev.atelier.contract.products.StoredPicture;
import dev.atelier.workers.embedding.Pictures.Outcome;
import dev.atelier.workers.testing.PlayedStore;
import dev.atelier.workers.testing.TinyEmbedder;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PicturesTest {
    private static final String AWAY = "away.png";
    private static final String REFUSED = "refused.png";
    private static final String LAST = "last.png";

    private final Set<String> asked = ConcurrentHashMap.newKeySet();
    private final CountDownLatch answering = new CountDownLatch(1);

    @TempDir
    Path folder;

    private static StoredPicture picture(String key) {
        return new StoredPicture(key, "0".repeat(64));
    }

    /** An empty store in whose place this function answers for what lies under a key, also before it is read. */
    private static ObjectStore empty(Function<String, Optional<ObjectInfo>> stat) {
        var store = new PlayedStore(key -> {});
        return (ObjectStore) Proxy.newProxyInstance(
                PicturesTest.class.getClassLoader(), new Class<?>[] {ObjectStore.class}, (proxy, method, arguments) -> {
                    if (Set.of("stat", "get").contains(method.getName())) {
                        Optional<ObjectInfo> info = stat.apply((String) arguments[0]);
                        if (method.getName().equals("stat")) {
                            return info;
                        }
                    }
                    try {
                        return method.invoke(store, arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }

    private Optional<ObjectInfo> stat(String key) {
        asked.add(key);
        if (key.equals(AWAY)) {
            throw new StoreUnavailableException("played", new IllegalStateException());
        }
        try {
            answering.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
        return Optional.empty();
    }

    private Pictures pictures(ObjectStore store) {
        return new Pictures(
                new StoredPictures(store),
                new LoadedEmbedder(new ModelStore(store), folder.resolve("cache"), Runnable::run),
                new CurrentEmbedder());
    }

    private Manifest version() throws IOException {
        return TinyEmbedder.write(folder.resolve("embedder"), "1", 1).manifest();
    }

    private static Optional<ObjectInfo> refused(String key) {
        throw new StoreRefusedException("stat " + key + ": AccessDenied", new IllegalStateException());
    }

    @Test
    void aPictureThatTheStoreRefusesIsUnusableAndTheNextOneIsAskedFor() throws Exception {
        ObjectStore store = empty(key -> key.equals(REFUSED) ? refused(key) : Optional.empty());
        try (Pictures pictures = pictures(store)) {
            Map<StoredPicture, Outcome> outcomes =
                    pictures.embed(version(), List.of(picture(REFUSED), picture(LAST)), LoadedEmbedder.Urgency.PRODUCT);

            assertThat(outcomes.get(picture(REFUSED))).isInstanceOfSatisfying(Outcome.Unusable.class, unusable -> {
                assertThat(unusable.code()).isEqualTo(EmbeddingAnswer.STORE_REFUSED);
                assertThat(unusable.reason()).contains(REFUSED).contains("AccessDenied");
            });
            assertThat(outcomes.get(picture(LAST)))
                    .isInstanceOfSatisfying(Outcome.Unusable.class, unusable -> assertThat(unusable.code())
                            .isEqualTo(EmbeddingAnswer.MISSING_PICTURE));
        }
    }

    @Test
    void aStoreThatRefusesEverythingIsAwayAndNoPictureIsToBlame() throws Exception {
        try (Pictures pictures = pictures(empty(PicturesTest::refused))) {
            Manifest version = version();
            assertThatThrownBy(() -> pictures.embed(version, List.of(picture(LAST)), LoadedEmbedder.Urgency.PRODUCT))
                    .isInstanceOf(StoreUnavailableException.class)
                    .hasMessageContaining("refuses everything");
        }
    }

    @Test
    void ofAStoreThatIsAwayNothingMoreIsAskedUntilTheNextTry() throws Exception {
        Manifest version = version();
        try (Pictures pictures = pictures(empty(this::stat))) {
            List<StoredPicture> many = IntStream.range(0, 64)
                    .mapToObj(i -> picture(i == 0 ? AWAY : i + ".png"))
                    .toList();
            assertThatThrownBy(() -> pictures.embed(version, many, LoadedEmbedder.Urgency.PRODUCT))
                    .isInstanceOf(StoreUnavailableException.class);
            answering.countDown();
            // Comes behind all that is left of the first try.
            pictures.embed(version, List.of(picture(LAST)), LoadedEmbedder.Urgency.SEARCH);
            assertThat(asked).contains(AWAY, LAST).hasSizeLessThan(many.size() / 2);
        }
    }
}
