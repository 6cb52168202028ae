package dev.atelier.trainer.retraining;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.atelier.contract.artefact.Artefact;
import dev.atelier.contract.artefact.Manifest;
import dev.atelier.contract.artefact.Sha256;
import dev.atelier.contract.jobs.JobIds;
import dev.atelier.contract.json.Json;
import dev.atelier.contract.messages.DataSetUpdate;
import dev.atelier.contract.messages.Message;
import dev.atelier.contract.messages.MessageCodec;
import dev.atelier.contract.messages.Topic;
import dev.atelier.contract.messages.TrainingEvent;
import dev.atelier.contract.messages.TrainingEvent.Approved;
import dev.atelier.contract.messages.TrainingEvent.CancelRequested;
import dev.atelier.contract.messages.Verdict;
import dev.atelier.contract.models.Alias;
import dev.atelier.contract.models.Model;
import dev.atelier.contract.models.ModelStore;
import dev.atelier.contract.objects.MinioObjectStore;
import dev.atelier.contract.testing.EmbeddedServers;
import dev.atelier.contract.testing.Topics;
import dev.atelier.contract.trainings.TrainingRun;
import dev.atelier.contract.trainings.TrainingRun.State;
import dev.atelier.generator.layers.Network;
import dev.atelier.trainer.artefacts.GeneratorExport;
import dev.atelier.trainer.datasets.DataSet;
import dev.atelier.trainer.datasets.PreparedFolder;
import dev.atelier.trainer.datasets.PreparedManifest;
import dev.atelier.trainer.datasets.PreparedProducts;
import dev.atelier.trainer.datasets.store.DataSetStore;
import dev.atelier.trainer.recipes.Recipe;
import dev.atelier.trainer.recipes.RecipeFile;
import dev.atelier.trainer.registry.ModelLog;
import dev.atelier.trainer.registry.Registry;
import dev.atelier.trainer.retraining.log.TrainingLog;
import dev.atelier.trainer.training.ModelRun;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** From an update to a champion, with the real broker and store, on pictures of 8×8 pixels. */
class RetrainingIT {
    private static final Duration PATIENCE = Duration.ofMinutes(8);
    private static final MessageCodec CODEC = new MessageCodec("/test");
    private static final int EPOCHS = 12;
    private static final int IMAGES = 400;

    /** An autoencoder of 8×8 pictures in three colours. */
    private static final String RECIPE = """
            model: cvae
            method: variational
            plan: {seed: 3, batch: 16, epochs: 1, ratesFallFrom: 0.5, averaging: 0.95}
            divergenceWeight: 1
            encoder:
              adam: {rate: 0.003, beta1: 0.9, beta2: 0.999}
              input: [3, 8, 8]
              layers:
                - {type: flatten}
                - {type: join-condition}
                - {type: dense, units: 48}
                - {type: relu}
                - {type: dense, units: 8}
            decoder:
              adam: {rate: 0.003, beta1: 0.9, beta2: 0.999}
              input: [4]
              layers:
                - {type: join-condition}
                - {type: dense, units: 48}
                - {type: relu}
                - {type: dense, units: 192}
                - {type: reshape, shape: [3, 8, 8]}
                - {type: sigmoid}
            """;

    @TempDir
    static Path folder;

    private static EmbeddedServers servers;
    private static SmallTrainer trainer;
    private static MinioObjectStore store;
    private static PreparedFolder prepared;
    private static ModelLog models;
    private static TrainingLog log;
    private static KafkaProducer<byte[], byte[]> producer;

    private final String name = UUID.randomUUID().toString().substring(0, 8);

    @BeforeAll
    static void start() throws IOException {
        servers = EmbeddedServers.start();
        Topics.create(servers.kafka());
        Path recipe = Files.writeString(folder.resolve("small.yaml"), RECIPE);
        trainer = new SmallTrainer(
                servers.kafka(),
                servers.s3().toString(),
                servers.accessKey(),
                servers.secretKey(),
                folder.resolve("work"),
                recipe);
        store = trainer.store();
        store.prepare();
        prepared = PreparedProducts.in(folder, 60, 8);
        new DataSetStore(store).publish("wear", "1", prepared);
        models = new ModelLog(servers.kafka());
        log = new TrainingLog(servers.kafka());
        producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", servers.kafka()), new ByteArraySerializer(), new ByteArraySerializer());
    }

    @AfterAll
    static void stop() {
        producer.close();
        log.close();
        store.close();
        servers.close();
    }

    private static DataSetUpdate update(String version, String manifestSha256, String model) {
        return new DataSetUpdate(
                DataSetUpdate.VERSION,
                UUID.randomUUID().toString(),
                "wear",
                version,
                Optional.empty(),
                manifestSha256,
                List.of(model),
                Instant.now(),
                "test");
    }

    private static DataSetUpdate update(String model) throws IOException {
        return update("1", Sha256.of(prepared.folder().resolve(PreparedManifest.FILE)), model);
    }

    /** @return the run that it asks for */
    private static String send(DataSetUpdate update) throws Exception {
        send(CODEC.write(update));
        return JobIds.ofRun(update.id(), update.models().get(0));
    }

    private static void send(Message message) throws Exception {
        producer.send(new ProducerRecord<>(
                        message.topic(), message.key().getBytes(StandardCharsets.UTF_8), message.value()))
                .get();
    }

    private static Optional<TrainingRun> run(String id) {
        return log.runs().run(id);
    }

    private static TrainingRun ended(String id) {
        until(() -> run(id).map(run -> run.state().isEnd()).orElse(false));
        return run(id).orElseThrow();
    }

    private static void until(Callable<Boolean> condition) {
        await().atMost(PATIENCE).pollInterval(Duration.ofMillis(50)).until(condition);
    }

    private static Model model(String name) {
        return models.catalogue().model(name).orElseThrow();
    }

    private static Verdict verdict(String run) {
        return run(run).orElseThrow().evaluated().orElseThrow().verdict();
    }

    private Artefact champion(String model, int epochs, double rate) throws IOException {
        Recipe recipe = new RecipeFile("small", RECIPE).parse();
        DataSet data = prepared.read();
        ModelRun run = ModelRun.of(
                recipe.with(recipe.plan().withEpochs(Math.max(epochs, 1))), data, folder.resolve("of-" + model));
        run.train(1_000, List.of(), () -> epochs == 0);
        ObjectNode said = ModelRun.json(recipe, data);
        ((ObjectNode) said.at("/decoder/adam")).put("rate", rate);
        ((ObjectNode) said.at("/encoder/adam")).put("rate", rate);
        try (Network network = run.soFar().network()) {
            Artefact artefact = new GeneratorExport(model, "1", "cvae", data, said)
                    .write(network, generator -> Json.mapper().createObjectNode(), folder.resolve("first-" + model));
            new Registry(new ModelStore(store), models).publish(artefact, "test");
            return artefact;
        }
    }

    @Test
    void anUpdateMakesABetterChampionWithoutAnybodyTouchingIt() throws Exception {
        String model = "wear-" + name;
        Artefact first = champion(model, 0, 0.003);
        String run;
        TrainingRun end;
        try (Retraining retraining = trainer.start(model, EPOCHS, IMAGES, "t-" + name)) {
            run = send(update(model));
            end = ended(run);
        }

        assertThat(end.state()).as(end.reason().orElse("")).isEqualTo(State.PROMOTED);
        Manifest champion = model(model).champion().orElseThrow();
        assertThat(champion.version()).matches("\\d{8}-" + run.substring(0, 8) + "-1");
        assertThat(champion.lineage().orElseThrow().run()).isEqualTo(run);
        assertThat(champion.lineage().orElseThrow().parent())
                .contains(first.manifest().digest());
        assertThat(champion.dataDigest()).isEqualTo(prepared.manifest().digest());
        Map<String, Alias> aliases = model(model).aliases();
        assertThat(aliases.get(Alias.PREVIOUS).version()).isEqualTo("1");
        assertThat(aliases.get(Alias.CHALLENGER).version()).isEqualTo(champion.version());
        assertThat(verdict(run).champion()).contains("1");
        assertThat(verdict(run).rules()).extracting(Verdict.Rule::name).contains("labelMatch", "fid", "latencyMs");
        JsonNode evaluation =
                Json.mapper().readTree(store.get(verdict(run).evaluation().orElseThrow()));
        assertThat(evaluation.at("/challenger/labelMatch").asDouble())
                .isGreaterThan(evaluation.at("/champion/labelMatch").asDouble());
        assertThat(store.list("models/" + model + "/" + champion.version() + "/scores/"))
                .hasSize(1);
        assertThat(end.progress())
                .anyMatch(p -> p.phase().equals("training") && p.sheet().isPresent());
        assertThat(end.progress()).anyMatch(p -> p.score().isPresent());
        assertThat(end.progress()).anyMatch(p -> p.phase().startsWith("begins with the champion's weights (decoder)"));
        String sheet = end.progress().stream()
                .flatMap(p -> p.sheet().stream())
                .findFirst()
                .orElseThrow();
        assertThat(new String(store.get(sheet), StandardCharsets.ISO_8859_1)).contains("PNG");
    }

    @Test
    void aWorseModelIsRejectedWithItsNumbersAndTheChampionStays() throws Exception {
        String model = "wear-" + name;
        champion(model, 40, 3);

        String run;
        try (Retraining retraining = trainer.start(model, 2, IMAGES, "t-" + name)) {
            run = send(update(model));
            TrainingRun end = ended(run);
            assertThat(end.state()).as(end.reason().orElse("")).isEqualTo(State.REJECTED);
            assertThat(end.reason().orElseThrow()).contains("loses more than is borne: labelMatch 0.");
        }

        assertThat(verdict(run).passed()).isFalse();
        assertThat(model(model).champion().orElseThrow().version()).isEqualTo("1");
        assertThat(model(model).aliases().get(Alias.CHALLENGER).version()).endsWith("-1");
    }

    @Test
    void whatCannotBeFulfilledFailsWithTheReasonAndTheIntakeGoesOn() throws Exception {
        String model = SmallTrainer.UNKNOWN + name;
        try (Retraining retraining = trainer.start(model, 1, IMAGES, "t-" + name)) {
            send(new Message(Topic.DATASET_UPDATES, "wear", Map.of(), ("{\"id\": \"" + name).getBytes()));
            String unknownSet = send(update("7", "0".repeat(64), model));
            String wrongSum = send(update("1", "0".repeat(64), model));
            String unknownModel = send(update(model));

            assertThat(ended(unknownSet).state()).isEqualTo(State.FAILED);
            assertThat(ended(unknownSet).reason().orElseThrow())
                    .startsWith("unknown-data-set: version 7 of the data set wear is not in the store");
            assertThat(ended(wrongSum).reason().orElseThrow()).startsWith("wrong-checksum: datasets/wear/1/manifest");
            assertThat(ended(unknownModel).reason().orElseThrow()).startsWith("unknown-model: there is no model");
            assertThat(ended(unknownModel).attempt()).isZero();
        }
        assertThat(deadLetters()).anyMatch(letter -> letter.contains(name));
    }

    private static List<String> deadLetters() {
        var partition = new TopicPartition(Topic.GENERATION_DEAD_LETTERS, 0);
        try (var consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", servers.kafka(), "auto.offset.reset", "earliest"),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer())) {
            consumer.assign(List.of(partition));
            return consumer.poll(Duration.ofSeconds(20)).records(partition).stream()
                    .map(record -> new String(record.value(), StandardCharsets.UTF_8))
                    .toList();
        }
    }

    @Test
    void updatesThatArriveDuringARunAreCoalescedAndARunThatIsCancelledEnds() throws Exception {
        String model = "wear-" + name;
        try (Retraining retraining = trainer.start(model, 100_000, IMAGES, "t-" + name)) {
            String first = send(update(model));
            until(() -> run(first).map(r -> r.state() == State.RUNNING).orElse(false));
            DataSetUpdate twice = update(model);
            String second = send(twice);
            send(twice);
            String third = send(update(model));
            until(() -> run(third).isPresent());

            assertThat(ended(second).state()).isEqualTo(State.SUPERSEDED);
            log.write(new CancelRequested(TrainingEvent.VERSION, first, Instant.now(), "test"));
            assertThat(ended(first).state()).isEqualTo(State.CANCELLED);
            until(() -> run(third).orElseThrow().state() == State.RUNNING);
            log.write(new CancelRequested(TrainingEvent.VERSION, third, Instant.now(), "test"));
            assertThat(ended(third).state()).isEqualTo(State.CANCELLED);
        }
        assertThat(models.catalogue().model(model)).isEmpty();
    }

    @Test
    void aChallengerThatNeedsApprovalIsPromotedOnceAPersonSaysYes() throws Exception {
        String model = SmallTrainer.APPROVED + name;
        try (Retraining retraining = trainer.start(model, EPOCHS, IMAGES, "t-" + name)) {
            String run = send(update(model));
            until(() -> run(run).map(r ->
                            r.state() == State.AWAITING_APPROVAL || r.state().isEnd())
                    .orElse(false));
            assertThat(run(run).orElseThrow().state())
                    .as(run(run).orElseThrow().reason().orElse(""))
                    .isEqualTo(State.AWAITING_APPROVAL);
            assertThat(model(model).champion()).isEmpty();

            log.write(new Approved(TrainingEvent.VERSION, run, Instant.now(), "anna", "looks good"));

            assertThat(ended(run).state()).isEqualTo(State.PROMOTED);
            assertThat(model(model)
                            .champion()
                            .orElseThrow()
                            .lineage()
                            .orElseThrow()
                            .run())
                    .isEqualTo(run);
        }
    }

    @Test
    void aTrainerKilledInTrainingIsFollowedByAnotherWhoseModelIsTheSameToTheBit() throws Exception {
        String killed = "wear-a-" + name;
        String undisturbed = "wear-b-" + name;
        Process process = trainer.process(killed, EPOCHS, IMAGES)
                .redirectOutput(folder.resolve("killed-" + name + ".log").toFile())
                .start();
        String run = send(update(killed));
        try {
            until(() -> store.list("runs/" + run + "/1/checkpoints/").stream().anyMatch(key -> key.endsWith(".json")));
        } finally {
            process.destroyForcibly().waitFor();
        }

        try (Retraining retraining = trainer.start(killed, EPOCHS, IMAGES, "a-" + name)) {
            TrainingRun end = ended(run);
            assertThat(end.state()).as(end.reason().orElse("")).isEqualTo(State.PROMOTED);
            assertThat(end.attempt()).isEqualTo(2);
        }
        try (Retraining retraining = trainer.start(undisturbed, EPOCHS, IMAGES, "b-" + name)) {
            assertThat(ended(send(update(undisturbed))).state()).isEqualTo(State.PROMOTED);
        }
        assertThat(model(killed).champion().orElseThrow().digest())
                .isEqualTo(model(undisturbed).champion().orElseThrow().digest());
    }

    @Test
    void aTrainerKilledAfterItPublishedIsFollowedByOneThatEvaluatesWhatItPublished() throws Exception {
        String model = "wear-" + name;
        Process process = trainer.process(model, EPOCHS, 100_000)
                .redirectOutput(folder.resolve("killed-" + name + ".log").toFile())
                .start();
        String run = send(update(model));
        try {
            until(() -> models.catalogue().model(model).isPresent());
        } finally {
            process.destroyForcibly().waitFor();
        }
        assertThat(run(run).orElseThrow().evaluated()).isEmpty();

        try (Retraining retraining = trainer.start(model, EPOCHS, IMAGES, "t-" + name)) {
            assertThat(ended(run).state()).isEqualTo(State.PROMOTED);
        }
        assertThat(model(model).versions()).hasSize(1);
        assertThat(model(model).champion().orElseThrow().version()).endsWith("-1");
    }
}
