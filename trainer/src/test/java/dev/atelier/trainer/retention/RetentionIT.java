package dev.atelier.trainer.retention;

import static org.assertj.core.api.Assertions.assertThat;

import dev.atelier.contract.artefact.Artefact;
import dev.atelier.contract.artefact.Lineage;
import dev.atelier.contract.artefact.Manifest;
import dev.atelier.contract.messages.DataSetUpdate;
import dev.atelier.contract.messages.ModelChange.AliasMoved;
import dev.atelier.contract.messages.TrainingEvent.CancelRequested;
import dev.atelier.contract.messages.TrainingEvent.Evaluated;
import dev.atelier.contract.messages.TrainingEvent.Failed;
import dev.atelier.contract.messages.TrainingEvent.Requested;
import dev.atelier.contract.messages.TrainingEvent.Started;
import dev.atelier.contract.messages.Verdict;
import dev.atelier.contract.models.Alias;
import dev.atelier.contract.models.ModelStore;
import dev.atelier.contract.objects.ObjectKeys;
import dev.atelier.contract.objects.ObjectStore;
import dev.atelier.contract.testing.Buckets;
import dev.atelier.contract.testing.EmbeddedServers;
import dev.atelier.contract.testing.Topics;
import dev.atelier.contract.trainings.TrainingRun.State;
import dev.atelier.contract.trainings.TrainingRuns;
import dev.atelier.trainer.registry.BagVersions;
import dev.atelier.trainer.registry.ModelLog;
import dev.atelier.trainer.registry.Registry;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RetentionIT {
    private static final VersionRetention.Rules RULES =
            new VersionRetention.Rules(2, Duration.ofDays(7), Duration.ofDays(1));
    private static final Instant NOW = Instant.now();

    private static ObjectStore store;
    private static ModelLog log;
    private static Registry registry;

    @TempDir
    private Path folder;

    private final String model = "bags-" + UUID.randomUUID();

    @BeforeAll
    static void start() {
        EmbeddedServers servers = EmbeddedServers.shared();
        Topics.create(servers.kafka());
        store = Buckets.open(servers, "retention");
        log = new ModelLog(servers.kafka());
        registry = new Registry(new ModelStore(store), log);
    }

    @AfterAll
    static void stop() {
        store.close();
    }

    private Manifest publish(int version, Optional<Lineage> lineage) throws IOException {
        String name = Integer.toString(version);
        Artefact artefact = BagVersions.write(folder.resolve(name), model, name, new byte[] {(byte) version}, lineage);
        registry.publish(artefact, "test");
        return artefact.manifest();
    }

    private void publish(int version) throws IOException {
        publish(version, Optional.empty());
    }

    private static VersionRetention after(Duration time) {
        return new VersionRetention(store, log, RULES, Clock.fixed(NOW.plus(time), ZoneOffset.UTC));
    }

    private List<String> sweptAfter(Duration time) {
        return sweptAfter(time, new TrainingRuns());
    }

    private List<String> sweptAfter(Duration time, TrainingRuns runs) {
        return after(time).sweep("test", runs).stream()
                .filter(retired -> retired.startsWith(model))
                .map(retired -> retired.substring(model.length() + 1))
                .toList();
    }

    private List<String> objectsOf(int version) {
        return store.list(ObjectKeys.modelPart(model, Integer.toString(version), ""));
    }

    @Test
    void whatIsOldAndNotAmongTheNewestIsRetiredAndItsObjectsGoOnceNoRequestCanBeLeft() throws IOException {
        for (int version = 1; version <= 5; version++) {
            publish(version);
        }

        assertThat(sweptAfter(Duration.ofDays(6))).isEmpty();
        assertThat(sweptAfter(Duration.ofDays(8))).containsExactly("2", "3");
        assertThat(log.catalogue().model(model).orElseThrow().versions()).containsOnlyKeys("1", "4", "5");
        assertThat(objectsOf(2)).contains(ObjectKeys.modelPart(model, "2", Manifest.FILE));

        assertThat(sweptAfter(Duration.ofDays(9).plusMinutes(1))).isEmpty();
        assertThat(objectsOf(2)).isEmpty();
        assertThat(objectsOf(3)).isEmpty();
        assertThat(objectsOf(1)).isNotEmpty();
    }

    @Test
    void aVersionThatAPictureWasMadeByStays() throws IOException {
        for (int version = 1; version <= 5; version++) {
            publish(version);
        }
        store.put(ObjectKeys.versionInUse(model, "2"), new byte[0], "application/octet-stream", Map.of());

        assertThat(sweptAfter(Duration.ofDays(8))).containsExactly("3");
    }

    /** The request was accepted just before. */
    @Test
    void aVersionThatAPictureIsMadeByAfterItWasRetiredComesBack() throws IOException {
        for (int version = 1; version <= 5; version++) {
            publish(version);
        }
        assertThat(sweptAfter(Duration.ofDays(8))).containsExactly("2", "3");
        store.put(ObjectKeys.versionInUse(model, "2"), new byte[0], "application/octet-stream", Map.of());

        assertThat(sweptAfter(Duration.ofDays(9).plusMinutes(1))).isEmpty();

        assertThat(log.catalogue().model(model).orElseThrow().versions()).containsOnlyKeys("1", "4", "5", "2");
        assertThat(objectsOf(2))
                .contains(ObjectKeys.modelPart(model, "2", Manifest.FILE))
                .doesNotContain(ObjectKeys.modelPart(model, "2", "retired"));
        assertThat(objectsOf(3)).isEmpty();
    }

    @Test
    void whatAnAliasPointsToStays() throws IOException {
        for (int version = 1; version <= 5; version++) {
            publish(version);
        }
        log.append(List.of(
                new AliasMoved(1, model, NOW, Alias.CHAMPION, "3", 1, "test", "better"),
                new AliasMoved(1, model, NOW, Alias.CHALLENGER, "2", 0, "test", "to be tried")));

        assertThat(sweptAfter(Duration.ofDays(8))).isEmpty();
    }

    @Test
    void whatAVersionThatStaysLearnedFromStays() throws IOException {
        publish(1);
        String parent = publish(2, Optional.empty()).digest();
        publish(3);
        publish(4, Optional.of(new Lineage("run", 1, "bags", "1", Optional.of(parent), "1.0")));
        publish(5);

        assertThat(sweptAfter(Duration.ofDays(8))).containsExactly("3");
    }

    @Test
    void aVersionWhoseRunAwaitsApprovalStaysUntilItIsOver() throws IOException {
        publish(1);
        publish(2, Optional.of(new Lineage("of-2", 1, "bags", "1", Optional.empty(), "1.0")));
        publish(3, Optional.of(new Lineage("of-3", 1, "bags", "1", Optional.empty(), "1.0")));
        publish(4);
        publish(5);
        TrainingRuns runs = new TrainingRuns();
        var verdict = new Verdict(true, "better", List.of(), Optional.of("1"), Optional.empty());
        runs.apply(new Requested(1, "of-2", NOW, model, update("of-2")), NOW);
        runs.apply(new Started(1, "of-2", NOW, 1, "test", 15), NOW);
        runs.apply(new Evaluated(1, "of-2", NOW, 1, "2", verdict, true), NOW);
        assertThat(runs.run("of-2").orElseThrow().state()).isEqualTo(State.AWAITING_APPROVAL);

        assertThat(sweptAfter(Duration.ofDays(8), runs)).containsExactly("3");
        runs.apply(new CancelRequested(1, "of-2", NOW, "anna"), NOW);
        assertThat(sweptAfter(Duration.ofDays(8), runs)).containsExactly("2");
    }

    /** A trainer that died between the mark and the log's word. */
    @Test
    void aMarkWithoutRetirementIsTakenBack() throws IOException {
        publish(1);
        String mark = ObjectKeys.modelPart(model, "1", "retired");
        store.put(mark, NOW.toString().getBytes(), "text/plain", Map.of());

        assertThat(sweptAfter(Duration.ofDays(30))).isEmpty();

        assertThat(store.stat(mark)).isEmpty();
        assertThat(objectsOf(1)).contains(ObjectKeys.modelPart(model, "1", Manifest.FILE));
    }

    private DataSetUpdate update(String id) {
        return new DataSetUpdate(1, id, "wear", "1", Optional.empty(), "0".repeat(64), List.of(model), NOW, "test");
    }

    @Test
    void checkpointsOfRunsThatEndedGoAndTheirLossesStay() {
        String ended = UUID.randomUUID().toString();
        String open = UUID.randomUUID().toString();
        TrainingRuns runs = new TrainingRuns();
        DataSetUpdate update = update("u");
        runs.apply(new Requested(1, ended, NOW, model, update), NOW);
        runs.apply(new Failed(1, ended, NOW, 0, "test", "for the test"), NOW);
        runs.apply(new Requested(1, open, NOW, model, update), NOW);
        for (String run : List.of(ended, open)) {
            store.put(ObjectKeys.runFile(run, 1, "checkpoints/000001.json"), new byte[1], "x/y", Map.of());
            store.put(ObjectKeys.runFile(run, 1, "losses.jsonl"), new byte[1], "x/y", Map.of());
        }
        var later = Clock.fixed(NOW.plus(Duration.ofDays(8)), ZoneOffset.UTC);

        assertThat(new CheckpointRetention(store, Duration.ofDays(9), later).sweep(runs))
                .isZero();
        assertThat(new CheckpointRetention(store, Duration.ofDays(7), later).sweep(runs))
                .isEqualTo(1);

        assertThat(store.list("runs/" + ended + "/")).containsExactly(ObjectKeys.runFile(ended, 1, "losses.jsonl"));
        assertThat(store.list("runs/" + open + "/")).hasSize(2);
    }
}
