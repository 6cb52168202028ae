package dev.atelier.trainer.datasets.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.atelier.contract.objects.MinioObjectStore;
import dev.atelier.contract.objects.ObjectStore;
import dev.atelier.contract.objects.StoreSettings;
import dev.atelier.contract.testing.EmbeddedServers;
import dev.atelier.trainer.datasets.DataSetException;
import dev.atelier.trainer.datasets.PreparedFolder;
import dev.atelier.trainer.datasets.PreparedProducts;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.UUID;
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
        EmbeddedServers servers = EmbeddedServers.shared();
        String endpoint = servers.s3().toString();
        store = new MinioObjectStore(new StoreSettings(
                endpoint, endpoint, "us-east-1", servers.accessKey(), servers.secretKey(), "datasets"));
        store.prepare();
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
        assertThat(store.list("datasets/" + name + "/1/")).hasSize(4);
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
        store.put("datasets/" + name + "/1/examples.jsonl", "[]".getBytes(), "application/json", Map.of());
        assertThatThrownBy(() -> dataSets.fetch(name, "1", cache))
                .isInstanceOf(DataSetException.class)
                .hasMessageContaining("examples.jsonl of version 1")
                .hasMessageContaining("altered");
    }

    @Test
    void whatIsNotWhollyInTheStoreDoesNotExist() throws IOException {
        store.put("datasets/" + name + "/1/examples.jsonl", "[]".getBytes(), "application/json", Map.of());

        assertThatThrownBy(() -> dataSets.fetch(name, "1", folder.resolve("cache")))
                .isInstanceOf(DataSetException.class)
                .hasMessageContaining("not whole in the store");
        assertThat(dataSets.publish(name, "1", prepared))
                .as("an import that was cut off goes on")
                .isTrue();
        assertThat(dataSets.fetch(name, "1", folder.resolve("cache"))
                        .read()
                        .training()
                        .count())
                .isPositive();
    }
}
