package dev.atelier.workers.testing;

import dev.atelier.contract.artefact.Artefact;
import dev.atelier.contract.artefact.Manifest;
import dev.atelier.contract.artefact.Sha256;
import dev.atelier.contract.attributes.Selection;
import dev.atelier.contract.catalogues.CatalogueItem;
import dev.atelier.contract.jobs.JobIds;
import dev.atelier.contract.json.Json;
import dev.atelier.contract.messages.CatalogueEvent;
import dev.atelier.contract.messages.CatalogueRequest;
import dev.atelier.contract.messages.CatalogueSource;
import dev.atelier.contract.messages.GenerationCommand;
import dev.atelier.contract.messages.GenerationRequest;
import dev.atelier.contract.messages.Message;
import dev.atelier.contract.messages.MessageCodec;
import dev.atelier.contract.messages.ShardRequest;
import dev.atelier.contract.models.ModelStore;
import dev.atelier.contract.objects.ObjectKeys;
import dev.atelier.contract.objects.ObjectStore;
import dev.atelier.contract.testing.Buckets;
import dev.atelier.contract.testing.EmbeddedServers;
import dev.atelier.contract.testing.Topics;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** Broker, store, topics and a published model; workers are started into it, requests are sent to it. */
public final class Installation implements AutoCloseable {
    private final EmbeddedServers servers;
    private final boolean shared;
    private final MessageCodec codec = new MessageCodec("/test");
    private final ObjectStore store;
    private final KafkaProducer<String, byte[]> producer;
    private final JobLog log;
    private final Path folder;
    private final Manifest model;

    private Installation(EmbeddedServers servers, boolean shared) {
        this.servers = servers;
        this.shared = shared;
        Topics.create(servers.kafka());
        store = Buckets.open(servers, "atelier");
        producer = new KafkaProducer<>(
                Map.of(
                        "bootstrap.servers", servers.kafka(),
                        "reconnect.backoff.max.ms", 500,
                        // Outlasts a broker that a test takes down.
                        "delivery.timeout.ms", 600_000),
                new StringSerializer(),
                new ByteArraySerializer());
        log = new JobLog(servers.kafka());
        try {
            folder = Files.createTempDirectory("atelier-workers-");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        model = publish("tiny", 1).manifest();
    }

    /** The one that most tests share; it runs until this JVM ends. */
    public static Installation shared() {
        return Shared.INSTALLATION;
    }

    /** The worker of {@link #shared()}, ready. */
    public static WorkerProcess sharedWorker() {
        return SharedWorker.WORKER;
    }

    /** One for workers that are in no group with those of other tests. */
    public static Installation ofItsOwn() {
        return new Installation(EmbeddedServers.start(), false);
    }

    /** One whose servers may be taken down, each alone. */
    public static Installation inTwoProcesses() {
        return new Installation(EmbeddedServers.startSeparately(), false);
    }

    /** Publishes a model of random weights, as its version 1. */
    public Artefact publish(String name, long seed) {
        try {
            return publish(TinyModel.write(folder.resolve(name), name, "1", seed));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public Artefact publish(Artefact artefact) throws IOException {
        new ModelStore(store).publish(artefact);
        return artefact;
    }

    /** The model {@code tiny}. */
    public Manifest model() {
        return model;
    }

    /** A request for coats under a new id. */
    public GenerationRequest request(Manifest of, int count, long seed) {
        return request(
                of,
                Selection.of(Map.of("category", "Coat")),
                count,
                seed,
                Instant.now().plus(Duration.ofHours(1)));
    }

    /** The same that was accepted at that time and may wait for one more hour. */
    public GenerationRequest requestOf(Instant accepted, Manifest of, int count, long seed) {
        return request(
                of,
                Selection.of(Map.of("category", "Coat")),
                count,
                seed,
                accepted,
                Instant.now().plus(Duration.ofHours(1)));
    }

    public GenerationRequest request(Manifest of, Selection attributes, int count, long seed, Instant expiresAt) {
        return request(of, attributes, count, seed, Instant.now(), expiresAt);
    }

    private static GenerationRequest request(
            Manifest of, Selection attributes, int count, long seed, Instant acceptedAt, Instant expiresAt) {
        return new GenerationRequest(
                GenerationRequest.VERSION,
                JobIds.random(),
                "default",
                of.model(),
                of.version(),
                of.digest(),
                attributes,
                count,
                seed,
                "body",
                acceptedAt,
                expiresAt);
    }

    /**
     * A request for a shard of {@link #model}, coats whose seeds are the items' numbers in the batch; its item list lies in
     * the store.
     */
    public ShardRequest shard(String tenant, String batch, int number, int items) {
        Selection coat = Selection.of(Map.of("category", "Coat"));
        var list = new ByteArrayOutputStream();
        long first = (long) number * items;
        for (int i = 0; i < items; i++) {
            list.writeBytes(Json.bytes(new CatalogueItem("item-" + (first + i), coat, first + i)));
            list.write('\n');
        }
        String key = ObjectKeys.shardItems(tenant, batch, number);
        store.put(key, list.toByteArray(), "application/x-ndjson", Map.of());
        return new ShardRequest(
                ShardRequest.VERSION,
                batch,
                number,
                tenant,
                model.model(),
                model.version(),
                model.digest(),
                key,
                Sha256.of(list.toByteArray()),
                first,
                items,
                0,
                Instant.now());
    }

    public void send(ShardRequest request) {
        send(codec.write(request));
    }

    public void send(CatalogueRequest request) {
        send(codec.write(request));
    }

    public void say(CatalogueEvent event) {
        send(codec.write(event));
    }

    /** Sends a request and returns its id. */
    public String send(GenerationRequest request) {
        return send(codec.write(request));
    }

    public void cancel(String job) {
        send(codec.write(new GenerationCommand.Cancel(GenerationCommand.VERSION, job, Instant.now())));
    }

    /** Sends a message and returns its key. */
    public String send(Message message) {
        return sendAt(Instant.now(), message);
    }

    /** The same as a message of that time. */
    public String sendAt(Instant time, Message message) {
        var record = new ProducerRecord<>(message.topic(), null, time.toEpochMilli(), message.key(), message.value());
        message.headers().forEach(record.headers()::add);
        producer.send(record);
        return message.key();
    }

    /** The PNG file of a picture. */
    public byte[] picture(String job, int index) {
        return store.get(ObjectKeys.image("default", job, index));
    }

    public ObjectStore store() {
        return store;
    }

    /**
     * Puts a catalogue's table into the store, for a tenant that has no other.
     *
     * @param table CSV with its header
     * @return the request for it, which is not sent
     */
    public CatalogueRequest catalogue(String table, int items, int shardSize) {
        return catalogue(UUID.randomUUID().toString(), table, items, shardSize);
    }

    /** The same for a tenant that may have others. */
    public CatalogueRequest catalogue(String tenant, String table, int items, int shardSize) {
        String id = JobIds.random();
        byte[] source = table.getBytes(StandardCharsets.UTF_8);
        String key = ObjectKeys.batchFile(tenant, id, "sources/source.csv");
        store.put(key, source, "text/csv", Map.of());
        return new CatalogueRequest(
                CatalogueRequest.VERSION,
                id,
                tenant,
                model().model(),
                model().version(),
                model().digest(),
                new CatalogueSource(key, Sha256.of(source), CatalogueSource.Format.CSV),
                items,
                shardSize,
                0,
                1_000,
                "body",
                Instant.now());
    }

    /** A table of coats. */
    public static String coats(int items) {
        return IntStream.range(0, items)
                .mapToObj(i -> "item-" + i + ",Coat\n")
                .collect(Collectors.joining("", "id,category\n", ""));
    }

    public JobLog log() {
        return log;
    }

    public EmbeddedServers servers() {
        return servers;
    }

    /** Starts a worker with a cache of its own; it may not be ready yet. */
    public WorkerProcess worker(Map<String, String> settings) {
        return WorkerProcess.start(servers, folder.resolve("cache-" + UUID.randomUUID()), settings);
    }

    @Override
    public void close() {
        log.close();
        producer.close(Duration.ZERO);
        store.close();
        if (!shared) {
            servers.close();
        }
    }

    /** Initialised by the JVM on first use, and once. */
    private static final class Shared {
        private static final Installation INSTALLATION = new Installation(EmbeddedServers.shared(), true);
    }

    private static final class SharedWorker {
        private static final WorkerProcess WORKER =
                Shared.INSTALLATION.worker(Map.of()).awaitReady();
    }
}
