package dev.atelier.trainer.datasets.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.atelier.contract.objects.ObjectStore;
import dev.atelier.contract.testing.Buckets;
import dev.atelier.contract.testing.EmbeddedServers;
import dev.atelier.trainer.datasets.DataSetException;
import dev.atelier.trainer.datasets.PreparedFolder;
import dev.atelier.trainer.datasets.PreparedManifest;
import dev.atelier.trainer.datasets.PreparedProducts;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataSetStoreIT {

    private static ObjectStore store;

    @TempDir
    Path folder;

    private final String name = "products-" + UUID.randomUUID().toString().substring(0, 8);
    private DataSetStore dataSets;
    private PreparedFolder prepared;

    @BeforeAll
    static void start() {
        store = Buckets.open(EmbeddedServers.shared(), "datasets");
    }

    @AfterAll
    static void stop() {
        store.close();
    }

    @BeforeEach
    void prepare() throws IOException {
        dataSets = new DataSetStore(store);
        prepared = PreparedProducts.in(folder, 5, 16);
    }

    @Test
    void aVersionComesBackAsItWasImported() throws IOException {
        assertThat(dataSets.publish(name, "1", prepared)).isTrue();

        PreparedFolder fetched = dataSets.fetch(name, "1", folder.resolve("cache"));

        assertThat(fetched.manifest()).isEqualTo(prepared.manifest());
        assertThat(fetched.read().training().labels())
                .isEqualTo(prepared.read().training().labels());
        assertThat(store.list("datasets/" + name + "/1/"))
                .as("the manifest and its files, nothing else")
                .hasSize(1 + prepared.manifest().files().size());
    }

    /** Under the files' own names, wherever it wants. */
    @Test
    void whatAnyClientOfTheStoreUploadsIsAVersionOnceItsManifestIsThere() throws IOException {
        String prefix = "of-the-shop/" + name + "/2026-11/";
        for (String file : prepared.manifest().files().keySet()) {
            put(prefix, file);
        }
        assertThatThrownBy(() -> dataSets.fetchFrom(prefix, "version 2026-11", folder.resolve("cache")))
                .isInstanceOf(DataSetException.class)
                .hasMessageContaining("there is no version 2026-11");

        put(prefix, PreparedManifest.FILE);

        assertThat(dataSets.fetchFrom(prefix, "version 2026-11", folder.resolve("cache"))
                        .read()
                        .digest())
                .isEqualTo(prepared.manifest().digest());
    }

    private void put(String prefix, String file) throws IOException {
        byte[] content = Files.readAllBytes(prepared.folder().resolve(file));
        store.put(prefix + file, content, "application/octet-stream", Map.of());
    }

    @Test
    void aVersionIsImportedOnceAndNeverReplaced() throws IOException {
        dataSets.publish(name, "1", prepared);

        assertThat(dataSets.publish(name, "1", prepared)).isFalse();
        PreparedFolder other = PreparedProducts.in(Files.createDirectory(folder.resolve("other")), 5, 8);
        assertThatThrownBy(() -> dataSets.publish(name, "1", other))
                .isInstanceOf(DataSetException.class)
                .hasMessageContaining("versions are immutable");
        assertThat(dataSets.publish(name, "2", other)).isTrue();
    }

    @Test
    void aDamagedCopyInTheCacheIsFetchedAgainAndADamagedObjectIsRefused() throws IOException {
        dataSets.publish(name, "1", prepared);
        Path cache = folder.resolve("cache");
        Path examples = dataSets.fetch(name, "1", cache).folder().resolve("examples.jsonl");
        Files.writeString(examples, "{}");

        assertThat(dataSets.fetch(name, "1", cache).read().training().count()).isPositive();

        Files.writeString(examples, "{}");
        store.put(key(prepared, "examples.jsonl"), "[]".getBytes(), "application/json", Map.of());
        assertThatThrownBy(() -> dataSets.fetch(name, "1", cache))
                .isInstanceOf(DataSetException.class)
                .hasMessageContaining("examples.jsonl of version 1")
                .hasMessageContaining("altered");

        store.delete(key(prepared, "examples.jsonl"));
        assertThatThrownBy(() -> dataSets.fetch(name, "1", cache))
                .isInstanceOf(DataSetException.class)
                .hasMessageContaining("not whole in the store: examples.jsonl was removed");
    }

    @Test
    void anImportThatWasCutOffLeavesNoVersionAndIsFinishedByTheNext() throws IOException {
        store.put(key(prepared, "examples.jsonl"), "[]".getBytes(), "application/json", Map.of());

        assertThatThrownBy(() -> dataSets.fetch(name, "1", folder.resolve("cache")))
                .isInstanceOf(DataSetException.class)
                .hasMessageContaining("there is no version 1 of " + name)
                .hasMessageContaining("data import");
        assertThat(dataSets.publish(name, "1", prepared)).isTrue();
        assertThat(dataSets.fetch(name, "1", folder.resolve("cache"))
                        .read()
                        .training()
                        .count())
                .isPositive();
    }

    @Test
    void whatWasCutOffIsNoObstacleToOtherDataUnlessItHadClaimedTheVersion() throws IOException {
        PreparedFolder other = PreparedProducts.in(Files.createDirectory(folder.resolve("other")), 5, 8);
        store.put(key(prepared, "examples.jsonl"), "[]".getBytes(), "application/json", Map.of());
        assertThat(dataSets.publish(name, "1", other)).isTrue();

        VersionClaim.make(store, name, "2", prepared.manifest().digest());
        assertThatThrownBy(() -> dataSets.publish(name, "2", other))
                .isInstanceOf(DataSetException.class)
                .hasMessageContaining("other data are being imported as version 2 of " + name);
        assertThat(dataSets.publish(name, "2", prepared))
                .as("the same data finish it")
                .isTrue();
    }

    @Test
    void ofManyWhoImportAtOnceReadersSeeOneWholeVersionThatStays() throws Exception {
        PreparedFolder other = PreparedProducts.in(Files.createDirectory(folder.resolve("other")), 5, 8);
        ExecutorService importers = Executors.newFixedThreadPool(6);
        try {
            for (int round = 0; round < 8; round++) {
                String version = "at-once-" + round;
                CyclicBarrier together = new CyclicBarrier(6);
                List<Future<String>> running = new ArrayList<>();
                for (int i = 0; i < 6; i++) {
                    PreparedFolder mine = i % 2 == 0 ? prepared : other;
                    running.add(importers.submit(() -> {
                        together.await();
                        return imported(version, mine);
                    }));
                }
                Set<String> digests = new HashSet<>();
                for (Future<String> one : running) {
                    digests.add(one.get());
                }
                digests.remove("");

                assertThat(digests).as("what importers were told is there").hasSizeLessThanOrEqualTo(1);
                for (String digest : digests) {
                    PreparedFolder fetched = dataSets.fetch(name, version, folder.resolve("cache" + round));
                    assertThat(fetched.verified().manifest().digest()).isEqualTo(digest);
                }
            }
        } finally {
            importers.shutdownNow();
        }
    }

    /** The digest where the import succeeded, nothing where it was refused. */
    private String imported(String version, PreparedFolder mine) throws IOException {
        try {
            dataSets.publish(name, version, mine);
            return mine.manifest().digest();
        } catch (DataSetException e) {
            assertThat(e).hasMessageMatching(".*(versions are immutable|other data are being imported).*");
            return "";
        }
    }

    private String key(PreparedFolder of, String file) {
        return "datasets/" + name + "/1/files/"
                + of.manifest().files().get(file).sha256();
    }
}
