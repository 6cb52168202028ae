package dev.atelier.trainer.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.atelier.contract.artefact.Artefact;
import dev.atelier.contract.artefact.InvalidArtefactException;
import dev.atelier.contract.artefact.Manifest;
import dev.atelier.contract.artefact.ShippedModels;
import dev.atelier.contract.models.Model;
import dev.atelier.contract.models.ModelStore;
import dev.atelier.contract.objects.ObjectKeys;
import dev.atelier.contract.objects.ObjectStore;
import dev.atelier.contract.testing.Buckets;
import dev.atelier.contract.testing.EmbeddedServers;
import dev.atelier.contract.testing.Topics;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RegistryIT {
    private static ObjectStore store;
    private static ModelLog log;
    private static Registry registry;

    @TempDir
    Path folder;

    private final String model = "bags-" + UUID.randomUUID();

    @BeforeAll
    static void start() {
        EmbeddedServers servers = EmbeddedServers.shared();
        Topics.create(servers.kafka());
        store = Buckets.open(servers, "registry");
        log = new ModelLog(servers.kafka());
        registry = new Registry(new ModelStore(store), log);
    }

    @AfterAll
    static void stop() {
        store.close();
    }

    private Artefact artefact(String version, int weight) throws IOException {
        return BagVersions.write(
                folder.resolve(version + "-" + weight), model, version, new byte[] {(byte) weight}, Optional.empty());
    }

    private Model known() {
        return log.catalogue().model(model).orElseThrow();
    }

    @Test
    void theFirstVersionBecomesChampionAndLiesInTheStore() throws Exception {
        Artefact first = artefact("1", 1);

        assertThat(registry.publish(first, "test")).isTrue();

        assertThat(known().champion()).contains(first.manifest());
        assertThat(store.list("models/" + model + "/"))
                .containsExactlyInAnyOrder(
                        ObjectKeys.modelPart(model, "1", "manifest.json"),
                        ObjectKeys.modelPart(model, "1", "network.json"),
                        ObjectKeys.modelPart(model, "1", "weights.safetensors"));
    }

    @Test
    void publishingAgainChangesNothing() throws Exception {
        Artefact first = artefact("1", 1);
        registry.publish(first, "test");

        assertThat(registry.publish(first, "test")).isFalse();
        assertThat(known().aliases().get("champion").revision()).isEqualTo(1);
    }

    @Test
    void aLaterVersionIsKnownButTheChampionStays() throws Exception {
        registry.publish(artefact("1", 1), "test");

        registry.publish(artefact("2", 2), "test");

        assertThat(known().versions()).containsOnlyKeys("1", "2");
        assertThat(known().champion().orElseThrow().version()).isEqualTo("1");
    }

    @Test
    void otherWeightsUnderAPublishedVersionAreRefused() throws Exception {
        registry.publish(artefact("1", 1), "test");
        Artefact impostor = artefact("1", 2);

        assertThatThrownBy(() -> registry.publish(impostor, "test"))
                .isInstanceOf(InvalidArtefactException.class)
                .hasMessageContaining("versions are immutable");
    }

    @Test
    void aPublicationThatWasInterruptedBeforeItsManifestIsFinishedByTheNext() throws Exception {
        Artefact first = artefact("1", 1);
        store.put(ObjectKeys.modelPart(model, "1", Manifest.WEIGHTS), new byte[] {9}, "x/y", Map.of());

        registry.publish(first, "test");

        assertThat(new ModelStore(store)
                        .fetch(model, "1", first.manifest().digest(), folder.resolve("cache"))
                        .manifest())
                .isEqualTo(first.manifest());
    }

    @Test
    void aVersionWhoseWeightsWereAlteredInTheStoreIsNotFetched() throws Exception {
        Artefact first = artefact("1", 1);
        registry.publish(first, "test");
        store.put(ObjectKeys.modelPart(model, "1", Manifest.WEIGHTS), new byte[] {7}, "x/y", Map.of());

        Path cache = folder.resolve("cache");
        assertThatThrownBy(() ->
                        new ModelStore(store).fetch(model, "1", first.manifest().digest(), cache))
                .isInstanceOf(InvalidArtefactException.class)
                .hasMessageContaining("altered or damaged");
    }

    @Test
    void aDamagedCopyInTheCacheIsFetchedAnew() throws Exception {
        Artefact first = artefact("1", 1);
        registry.publish(first, "test");
        ModelStore models = new ModelStore(store);
        Path cache = folder.resolve("cache");
        Artefact copy = models.fetch(model, "1", first.manifest().digest(), cache);
        Files.write(copy.part(Manifest.WEIGHTS), new byte[] {3});

        assertThat(models.fetch(model, "1", first.manifest().digest(), cache).manifest())
                .isEqualTo(first.manifest());
    }

    @Test
    void theShippedFolderIsReadToItsLastArtefact() throws Exception {
        artefact("1", 1);
        artefact("2", 2);

        assertThat(new ShippedModels(folder).artefacts())
                .extracting(found -> found.manifest().version())
                .containsExactly("1", "2");
    }
}
