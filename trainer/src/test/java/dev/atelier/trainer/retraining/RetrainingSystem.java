package dev.atelier.trainer.retraining;

import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.atelier.contract.artefact.Artefact;
import dev.atelier.contract.artefact.Lineage;
import dev.atelier.contract.artefact.Sha256;
import dev.atelier.contract.jobs.JobIds;
import dev.atelier.contract.json.Json;
import dev.atelier.contract.messages.DataSetUpdate;
import dev.atelier.contract.messages.Message;
import dev.atelier.contract.messages.MessageCodec;
import dev.atelier.contract.messages.Verdict;
import dev.atelier.contract.models.Model;
import dev.atelier.contract.models.ModelStore;
import dev.atelier.contract.objects.MinioObjectStore;
import dev.atelier.contract.objects.ObjectKeys;
import dev.atelier.contract.testing.EmbeddedServers;
import dev.atelier.contract.testing.Topics;
import dev.atelier.contract.trainings.TrainingRun;
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
import dev.atelier.trainer.retraining.checkpoints.StoredCheckpoints;
import dev.atelier.trainer.retraining.log.TrainingLog;
import dev.atelier.trainer.training.ModelRun;
import dev.atelier.trainer.training.TinyProgressive;
import dev.atelier.trainer.training.Trained;
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
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * Broker and store with a data set of 8×8 pictures, version 1 of {@code wear}, that trainers learn from in seconds.
 *
 * @param folder for what is local
 * @param trainer of the tests' models
 */
record RetrainingSystem(
        Path folder,
        EmbeddedServers servers,
        SmallTrainer trainer,
        MinioObjectStore store,
        PreparedFolder prepared,
        ModelLog models,
        TrainingLog log,
        KafkaProducer<byte[], byte[]> producer)
        implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofMinutes(8);
    private static final MessageCodec CODEC = new MessageCodec("/test");

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

    static RetrainingSystem start(Path folder) throws IOException {
        EmbeddedServers servers = EmbeddedServers.start();
        Topics.create(servers.kafka());
        Path recipe = Files.writeString(folder.resolve("small.yaml"), RECIPE);
        Files.writeString(folder.resolve("growing.yaml"), growing());
        SmallTrainer trainer = new SmallTrainer(
                servers.kafka(),
                servers.s3().toString(),
                servers.accessKey(),
                servers.secretKey(),
                folder.resolve("work"),
                recipe);
        MinioObjectStore store = trainer.store();
        store.prepare();
        PreparedFolder prepared = PreparedProducts.in(folder, 60, 8);
        new DataSetStore(store).publish("wear", "1", prepared);
        return new RetrainingSystem(
                folder,
                servers,
                trainer,
                store,
                prepared,
                new ModelLog(servers.kafka()),
                new TrainingLog(servers.kafka(), SmallTrainer.TOLD),
                new KafkaProducer<>(
                        Map.of("bootstrap.servers", servers.kafka()),
                        new ByteArraySerializer(),
                        new ByteArraySerializer()));
    }

    /** From 4×4 to 8×8 pixels. */
    private static String growing() {
        String text = TinyProgressive.recipeText(3).replace("attribute: brightness", "attribute: type");
        return text.substring(0, text.indexOf("  - side: 16"));
    }

    DataSetUpdate update(String version, String manifestSha256, String model) {
        return update(version, Optional.empty(), manifestSha256, model);
    }

    /** One whose data lie at that place. */
    DataSetUpdate updateAt(String location, String model) {
        return update("1", Optional.of(location), "0".repeat(64), model);
    }

    private static DataSetUpdate update(
            String version, Optional<String> location, String manifestSha256, String model) {
        return new DataSetUpdate(
                DataSetUpdate.VERSION,
                UUID.randomUUID().toString(),
                "wear",
                version,
                location,
                manifestSha256,
                List.of(model),
                Instant.now(),
                "test");
    }

    /** That the data set is there, for one model. */
    DataSetUpdate update(String model) throws IOException {
        return update("1", Sha256.of(prepared.folder().resolve(PreparedManifest.FILE)), model);
    }

    /** @return the run that it asks for */
    String send(DataSetUpdate update) throws Exception {
        send(CODEC.write(update));
        return JobIds.ofRun(update.id(), update.models().get(0));
    }

    void send(Message message) throws Exception {
        producer.send(new ProducerRecord<>(
                        message.topic(), message.key().getBytes(StandardCharsets.UTF_8), message.value()))
                .get();
    }

    Optional<TrainingRun> run(String id) {
        return log.runs().run(id);
    }

    /** Waits for the end of a run. */
    TrainingRun ended(String id) {
        until(() -> run(id).map(run -> run.state().isEnd()).orElse(false));
        return run(id).orElseThrow();
    }

    static void until(Callable<Boolean> condition) {
        await().atMost(PATIENCE).pollInterval(Duration.ofMillis(50)).until(condition);
    }

    Model model(String name) {
        return models.catalogue().model(name).orElseThrow();
    }

    Verdict verdict(String run) {
        return run(run).orElseThrow().evaluated().orElseThrow().verdict();
    }

    /** What the gateway gives of an attempt's losses: a line for each step. */
    List<String> losses(String run, int attempt) {
        String lines = new String(store.get(ObjectKeys.runFile(run, attempt, "losses.jsonl")), StandardCharsets.UTF_8);
        return lines.lines().toList();
    }

    /** Publishes a first champion, trained for so many epochs at this rate. */
    Artefact champion(String model, int epochs, double rate) throws IOException {
        Recipe recipe = RecipeFile.written("small", RECIPE).parse();
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

    /**
     * Publishes the first champion of each, the same network that has grown from 4×4 to 8×8 pixels, made by a run whose last
     * checkpoint is in the store.
     */
    void growingChampions(String... models) throws IOException {
        Recipe recipe = RecipeFile.written("growing", growing()).parse();
        DataSet data = prepared.read();
        String first = "first-" + models[0];
        Path place = folder.resolve("of-" + models[0]);
        ModelRun run = ModelRun.of(recipe, data, place);
        run.train(1_000, List.of(), () -> false);
        new StoredCheckpoints(store).writer(first, 1, place).save();
        Trained trained = run.trained(Optional.empty());
        Lineage lineage = new Lineage(first, 1, "wear", "1", Optional.empty(), "test");
        try (Network network = trained.network()) {
            for (String model : models) {
                Artefact artefact = new GeneratorExport(
                                model, "1", "cdpggan", data, trained.recipe(), Optional.of(lineage))
                        .write(
                                network,
                                generator -> Json.mapper().createObjectNode(),
                                folder.resolve("first-" + model));
                new Registry(new ModelStore(store), this.models).publish(artefact, "test");
            }
        }
    }

    @Override
    public void close() {
        producer.close();
        log.close();
        store.close();
        servers.close();
    }
}
