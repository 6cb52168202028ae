package dev.atelier.trainer.retraining;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.atelier.contract.messages.Topic;
import dev.atelier.contract.messages.TrainingEvent.Evaluated;
import dev.atelier.contract.messages.TrainingEvent.Progress;
import dev.atelier.contract.models.Alias;
import dev.atelier.contract.testing.HeldStore;
import dev.atelier.contract.trainings.TrainingRun;
import dev.atelier.contract.trainings.TrainingRun.State;
import dev.atelier.trainer.datasets.DataSetException;
import dev.atelier.trainer.datasets.PreparedFolder;
import dev.atelier.trainer.datasets.store.DataSetStore;
import dev.atelier.trainer.retraining.gate.Promotion;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code kill -9} at every point of the way from an import to a champion: another goes on, and one attempt counts. */
class KilledTrainerIT {
    private static final int EPOCHS = 12;
    /** Of a model that grows. */
    private static final int GROWN_EPOCHS = 3;

    private static final int IMAGES = 400;

    @TempDir
    static Path folder;

    private static RetrainingSystem system;
    /** Digest of what comes of a training that nobody disturbs. */
    private static String undisturbed;

    private final String name = UUID.randomUUID().toString().substring(0, 8);
    private final String model = "wear-" + name;

    @BeforeAll
    static void start() throws Exception {
        system = RetrainingSystem.start(folder);
        String model = "wear-undisturbed";
        try (Retraining retraining = system.trainer().start(model, EPOCHS, IMAGES, model)) {
            TrainingRun run = system.ended(system.send(system.update(model)));
            assertThat(run.state()).as(run.reason().orElse("")).isEqualTo(State.PROMOTED);
        }
        undisturbed = system.model(model).champion().orElseThrow().digest();
    }

    @AfterAll
    static void stop() {
        system.close();
    }

    @ParameterizedTest
    @CsvSource({"files/, 1", "files/, 2", "manifest.json, 1"})
    void anImportThatIsKilledIsNoVersionAndCanBeRepeated(String key, int number) throws Exception {
        String prefix = "datasets/" + name + "/1/";
        try (HeldStore held = held(prefix + key, number)) {
            Process importing = importing(held.address());
            held.awaitRequest();
            importing.destroyForcibly().waitFor();
        }

        assertThat(system.store().stat(prefix + "manifest.json")).isEmpty();
        DataSetStore store = new DataSetStore(system.store());
        assertThatThrownBy(() -> store.fetch(name, "1", folder.resolve("cache")))
                .isInstanceOf(DataSetException.class)
                .hasMessageContaining("there is no version 1 of " + name);
        assertThat(importing(system.servers().s3().toString()).waitFor()).isZero();
        PreparedFolder fetched = store.fetch(name, "1", folder.resolve("cache"));
        assertThat(fetched.read().digest())
                .isEqualTo(system.prepared().manifest().digest());
    }

    /** The command as {@code deploy/atelier} starts it. */
    private Process importing(String store) throws IOException {
        Path jar = Path.of(System.getProperty("atelier.root"), "trainer/target/quarkus-app/quarkus-run.jar");
        ProcessBuilder builder = new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-jar",
                jar.toString(),
                "data",
                "import",
                name,
                "--version",
                "1",
                "--from",
                system.prepared().folder().toString(),
                "--s3",
                store);
        builder.environment()
                .putAll(Map.of(
                        "ATELIER_STORE_ACCESS_KEY", system.servers().accessKey(),
                        "ATELIER_STORE_SECRET_KEY", system.servers().secretKey(),
                        "ATELIER_STORE_BUCKET", SmallTrainer.BUCKET));
        return builder.redirectErrorStream(true)
                .redirectOutput(
                        folder.resolve("import-" + UUID.randomUUID() + ".log").toFile())
                .start();
    }

    private static HeldStore held(String key, int number) {
        return new HeldStore(system.servers().s3()).hold("PUT /" + SmallTrainer.BUCKET + "/" + key, number);
    }

    @Test
    void oneKilledWhileAGrownModelLearnsOnInItsLastStageIsFollowedByAnotherWhoseModelIsTheSameToTheBit()
            throws Exception {
        String other = "wear-b-" + name;
        system.growingChampions(model, other);
        String run;
        try (HeldStore held = held("runs/[^/]+/1/checkpoints/000002.json", 1)) {
            run = killedAt(held, GROWN_EPOCHS);
        }

        TrainingRun whole;
        try (Retraining retraining = system.trainer().start(model, GROWN_EPOCHS, IMAGES, "t-" + name)) {
            assertThat(system.ended(run).attempt()).isEqualTo(2);
            whole = system.ended(system.send(system.update(other)));
        }
        assertThat(whole.evaluated()).as(whole.reason().orElse("")).isPresent();
        assertThat(whole.progress())
                .extracting(Progress::phase)
                .contains("begins with the champion's weights (generator, discriminator)", "training 8-steady")
                .doesNotContain("training 4-steady", "training 8-fading");
        assertThat(made(system.ended(run))).isEqualTo(made(whole));
        assertThat(system.losses(run, 2))
                .hasSameSizeAs(system.losses(whole.id(), 1))
                .allMatch(line -> line.startsWith("{\"phase\":\"8-steady\",\"step\":"));
    }

    /** Digest of the version that a run made. */
    private static String made(TrainingRun run) {
        String version = run.evaluated().orElseThrow().version();
        return system.model(run.model()).versions().get(version).digest();
    }

    @ParameterizedTest
    @CsvSource({"[0-9a-f]{64}", "000002.json"})
    void oneKilledWhileItUploadsACheckpointIsFollowedByAnotherThatGoesOnFromTheOneBeforeToTheSameModelToTheBit(
            String key) throws Exception {
        String run;
        try (HeldStore held = held("runs/[^/]+/1/checkpoints/" + key, key.endsWith(".json") ? 1 : 8)) {
            run = killedAt(held);
        }
        assertThat(system.store().list("runs/" + run + "/1/checkpoints/")).anyMatch(it -> it.endsWith("000001.json"));

        TrainingRun end = finished(run);
        assertThat(end.attempt()).isEqualTo(2);
        assertThat(system.model(model).versions()).hasSize(1);
        assertThat(system.model(model).champion().orElseThrow().version()).endsWith("-2");
        assertThat(system.model(model).champion().orElseThrow().digest()).isEqualTo(undisturbed);
    }

    @Test
    void oneKilledBeforeItsVersionIsWholeIsFollowedByAnotherThatPublishesItsOwn() throws Exception {
        String run;
        try (HeldStore held = held("models/" + model + "/[^/]+-1/manifest.json", 1)) {
            run = killedAt(held);
        }
        assertThat(system.models().catalogue().model(model)).isEmpty();

        finished(run);
        assertThat(system.model(model).versions()).hasSize(1);
        assertThat(system.model(model).champion().orElseThrow().version()).endsWith("-2");
    }

    @Test
    void oneKilledBeforeItTellsItsVerdictIsFollowedByAnotherThatEvaluatesWhatItPublishedAgain() throws Exception {
        String run;
        try (HeldStore held = held("runs/[^/]+/1/evaluation.json", 1)) {
            run = killedAt(held);
        }
        assertThat(system.run(run).orElseThrow().evaluated()).isEmpty();

        TrainingRun end = finished(run);
        assertThat(end.evaluated().orElseThrow().attempt()).isEqualTo(2);
        assertThat(system.model(model).versions()).hasSize(1);
        assertThat(system.model(model).champion().orElseThrow().version()).endsWith("-1");
    }

    @Test
    void oneKilledBetweenVerdictAndPromotionIsFollowedByAnotherThatPromotesByThatVerdict() throws Exception {
        String run = killedBeforeItPromotes();

        assertThat(finished(run).evaluated().orElseThrow().attempt()).isEqualTo(1);
    }

    @Test
    void oneKilledBeforeItTellsOfThePromotionIsFollowedByAnotherThatLeavesItAsItIs() throws Exception {
        String run = killedBeforeItPromotes();
        Evaluated evaluated = system.run(run).orElseThrow().evaluated().orElseThrow();
        // The last that it did.
        Promotion.Result promoted =
                new Promotion(system.models()).promote(run, model, evaluated.version(), evaluated.verdict());
        assertThat(promoted.promoted()).isTrue();

        finished(run);
    }

    @Test
    void whatOneLeavesOnItsMachineIsClearedByTheNextThereButNotWhileItLives() throws Exception {
        Path work = work();
        Path others = Files.createDirectories(work.resolve("datasets").resolve("0".repeat(64)));
        String run;
        Path its;
        try (HeldStore held = held("runs/[^/]+/1/checkpoints/000001.json", 1)) {
            Process process = trainer(EPOCHS, held.address());
            try {
                run = system.send(system.update(model));
                held.awaitRequest();
                its = work.resolve("runs/" + run + "-1");
                assertThat(its).exists();
                assertThat(others).doesNotExist();
                Files.createDirectories(others);
                system.trainer().start(model, EPOCHS, IMAGES, "killed-" + model).close();
                assertThat(its).exists();
            } finally {
                process.destroyForcibly().waitFor();
            }
        }

        try (Retraining retraining = system.trainer().start(model, EPOCHS, IMAGES, "killed-" + model)) {
            assertThat(its).doesNotExist();
            assertThat(system.ended(run).state()).isEqualTo(State.PROMOTED);
        }
        assertThat(others).doesNotExist();
        assertThat(work.resolve("datasets").resolve(system.prepared().manifest().digest()))
                .exists();
        assertThat(work.resolve("runs")).isEmptyDirectory();
    }

    @Test
    void oneThatIsSilentForTooLongAndComesBackFindsThatAnotherHasTheRunAndChangesNothing() throws Exception {
        String run;
        try (HeldStore held = held("runs/[^/]+/1/checkpoints/000002.json", 1)) {
            Process process = trainer(EPOCHS, held.address());
            try {
                run = system.send(system.update(model));
                held.awaitRequest();
                signal("STOP", process);
                finished(run);
                Path its = work().resolve("runs/" + run + "-1");
                assertThat(its).exists();
                held.release();
                signal("CONT", process);
                RetrainingSystem.until(() -> Files.notExists(its));
            } finally {
                process.destroyForcibly().waitFor();
            }
        }

        assertThat(system.store().list("runs/" + run + "/1/checkpoints/")).anyMatch(it -> it.endsWith("000002.json"));
        assertThat(system.store().list("models/" + model + "/"))
                .isNotEmpty()
                .allMatch(key -> key.matches("models/[^/]+/[^/]+-2/.*"));
        assertThat(system.run(run).orElseThrow().attempt()).isEqualTo(2);
        assertThat(system.model(model).champion().orElseThrow().digest()).isEqualTo(undisturbed);
    }

    /** Where the trainer that is killed works. */
    private Path work() {
        return folder.resolve("work/killed-" + model);
    }

    private static void signal(String name, Process process) throws Exception {
        assertThat(new ProcessBuilder("kill", "-" + name, Long.toString(process.pid()))
                        .start()
                        .waitFor())
                .isZero();
    }

    /** Lets the broker refuse the move of the champion, so that a trainer gets as far as its verdict and no farther. */
    private String killedBeforeItPromotes() throws Exception {
        String run;
        try (HeldStore held = held("runs/[^/]+/1/evaluation.json", 1)) {
            run = killed(EPOCHS, held.address(), id -> {
                held.awaitRequest();
                takeChangesOfModels(false);
                held.release();
                return () -> system.run(id).flatMap(TrainingRun::evaluated).isPresent();
            });
        } finally {
            takeChangesOfModels(true);
        }
        assertThat(system.run(run).orElseThrow().state()).isEqualTo(State.RUNNING);
        assertThat(system.model(model).aliases()).doesNotContainKey(Alias.CHAMPION);
        return run;
    }

    /** A broker refuses what is larger than a topic's messages may be. */
    private static void takeChangesOfModels(boolean takes) throws Exception {
        var size = new ConfigEntry(TopicConfig.MAX_MESSAGE_BYTES_CONFIG, "1");
        var change = new AlterConfigOp(size, takes ? AlterConfigOp.OpType.DELETE : AlterConfigOp.OpType.SET);
        var topic = new ConfigResource(ConfigResource.Type.TOPIC, Topic.MODEL_CHANGES);
        try (Admin admin =
                Admin.create(Map.of("bootstrap.servers", system.servers().kafka()))) {
            admin.incrementalAlterConfigs(Map.of(topic, List.of(change))).all().get();
        }
        RetrainingSystem.until(() -> areChangesOfModelsTaken() == takes);
    }

    /** Asked by a change that nobody can read, which counts for nobody. */
    private static boolean areChangesOfModelsTaken() throws Exception {
        Map<String, Object> once = Map.of(
                ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
                system.servers().kafka(),
                ProducerConfig.ACKS_CONFIG,
                "all",
                ProducerConfig.RETRIES_CONFIG,
                0);
        try (var producer = new KafkaProducer<>(once, new ByteArraySerializer(), new ByteArraySerializer())) {
            producer.send(new ProducerRecord<>(Topic.MODEL_CHANGES, new byte[0]))
                    .get();
            return true;
        } catch (ExecutionException e) {
            assertThat(e).hasCauseInstanceOf(RecordTooLargeException.class);
            return false;
        }
    }

    private interface PointOfRun {
        Callable<Boolean> isReached(String run) throws Exception;
    }

    private String killedAt(HeldStore held) throws Exception {
        return killedAt(held, EPOCHS);
    }

    private String killedAt(HeldStore held, int epochs) throws Exception {
        return killed(epochs, held.address(), run -> () -> {
            held.awaitRequest();
            return true;
        });
    }

    /** Starts a trainer and kills it at some point of a run. */
    private String killed(int epochs, String store, PointOfRun point) throws Exception {
        Process process = trainer(epochs, store);
        String run = system.send(system.update(model));
        try {
            RetrainingSystem.until(point.isReached(run));
        } finally {
            process.destroyForcibly().waitFor();
        }
        return run;
    }

    private Process trainer(int epochs, String store) throws IOException {
        return system.trainer()
                .at(store)
                .process(model, epochs, IMAGES)
                .redirectOutput(folder.resolve("killed-" + name + ".log").toFile())
                .start();
    }

    /** The run's end by another trainer; its champion was moved once. */
    private TrainingRun finished(String run) {
        try (Retraining retraining = system.trainer().start(model, EPOCHS, IMAGES, "t-" + name)) {
            TrainingRun end = system.ended(run);
            assertThat(end.state()).as(end.reason().orElse("")).isEqualTo(State.PROMOTED);
            assertThat(end.attempt()).isEqualTo(2);
            assertThat(system.model(model).aliases().get(Alias.CHAMPION).revision())
                    .isEqualTo(1);
            return end;
        }
    }
}
