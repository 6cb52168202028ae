package dev.atelier.gateway.testing;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.atelier.contract.artefact.Lineage;
import dev.atelier.contract.artefact.Manifest;
import dev.atelier.contract.artefact.Part;
import dev.atelier.contract.artefact.PictureFormat;
import dev.atelier.contract.artefact.Sha256;
import dev.atelier.contract.attributes.Attribute;
import dev.atelier.contract.attributes.AttributeSchema;
import dev.atelier.contract.attributes.Combinations;
import dev.atelier.contract.attributes.ShownCombinations;
import dev.atelier.contract.messages.MessageCodec;
import dev.atelier.contract.messages.ModelChange;
import dev.atelier.contract.messages.ModelChange.AliasMoved;
import dev.atelier.contract.messages.ModelChange.VersionPublished;
import dev.atelier.contract.messages.Topic;
import dev.atelier.contract.models.Alias;
import dev.atelier.contract.models.Model;
import dev.atelier.contract.objects.ObjectStore;
import dev.atelier.contract.testing.Buckets;
import dev.atelier.contract.testing.EmbeddedServers;
import dev.atelier.contract.testing.Topics;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * Broker, store, topics and published models: {@code fashion} with versions 1 (champion) and 2, {@code outfits} with a
 * many-of attribute, and {@code products} that cannot make white bags and never saw white shoes. Gateways are started into it.
 */
public final class Installation implements AutoCloseable {
    private static final List<String> CATEGORIES = List.of("T-shirt", "Trouser", "Dress", "Coat");

    /** As many as a person would rather search than read. */
    private static final List<String> FABRICS = List.of(
            "denim",
            "lace",
            "silk",
            "cotton",
            "linen",
            "wool",
            "tweed",
            "velvet",
            "satin",
            "jersey",
            "corduroy",
            "chiffon",
            "flannel");

    private final EmbeddedServers servers;
    private final LogClient log;
    private final ObjectStore store;
    private final WorkerRole worker;
    private final TrainerRole trainer;
    private final EmbedderRole embedder;

    private Installation(EmbeddedServers servers) {
        this.servers = servers;
        Topics.create(servers.kafka());
        this.log = new LogClient(servers.kafka());
        this.store = Buckets.open(servers, "atelier");
        this.worker = new WorkerRole(log, store);
        this.trainer = new TrainerRole(log, store);
        this.embedder = new EmbedderRole(log);
        publishModels();
    }

    /** The one that most tests share, with its gateway; both run until this JVM ends. */
    public static Installation shared() {
        return Shared.INSTALLATION;
    }

    public static GatewayProcess sharedGateway() {
        return Shared.GATEWAY;
    }

    /** One without the jobs, products and gateways of other tests. */
    public static Installation ofItsOwn() {
        return new Installation(EmbeddedServers.start());
    }

    /** One whose servers may be taken down, each alone. */
    public static Installation toTakeDown() {
        return new Installation(EmbeddedServers.startSeparately());
    }

    private void publishModels() {
        MessageCodec codec = new MessageCodec("/atelier/trainer");
        AttributeSchema fashion = AttributeSchema.of(Attribute.oneOf("category", CATEGORIES));
        AttributeSchema outfits = AttributeSchema.of(
                Attribute.oneOf("category", List.of("Shirts", "Dresses")), Attribute.manyOf("fabric", FABRICS));
        List<String> type = List.of("Shirt", "Shoe", "Bag");
        List<String> colour = List.of("Black", "White");
        List<List<String>> possible = combinations(type, colour, List.of("Bag", "White"));
        AttributeSchema products = new AttributeSchema(
                AttributeSchema.VERSION,
                List.of(
                        Attribute.oneOf("type", type),
                        Attribute.oneOf("colour", colour),
                        Attribute.oneOf("season", List.of("Summer", "Winter"))),
                Optional.of(new Combinations(List.of("type", "colour"), possible)));
        var shown =
                new ShownCombinations(List.of("type", "colour"), combinations(type, colour, List.of("Shoe", "White")));
        for (ModelChange change : List.of(
                published(manifest("fashion", "1", fashion)),
                published(manifest("fashion", "2", fashion)),
                champion("fashion", "1", 0),
                published(manifest("outfits", "2026-01", outfits)),
                champion("outfits", "2026-01", 0),
                published(manifest("products", "1", products, Optional.of(shown))),
                champion("products", "1", 0))) {
            log.write(codec.write(change));
        }
    }

    private static List<List<String>> combinations(List<String> rows, List<String> columns, List<String> but) {
        return rows.stream()
                .flatMap(row -> columns.stream().map(column -> List.of(row, column)))
                .filter(both -> !both.equals(but))
                .toList();
    }

    private static VersionPublished published(Manifest manifest) {
        return new VersionPublished(ModelChange.VERSION, manifest.model(), Instant.now(), manifest, "test");
    }

    /** A move of the alias champion. */
    public static AliasMoved champion(String model, String version, long replaces) {
        return new AliasMoved(
                ModelChange.VERSION, model, Instant.now(), Alias.CHAMPION, version, replaces, "test", "for the test");
    }

    private static Manifest manifest(String model, String version, AttributeSchema schema) {
        return manifest(model, version, schema, Optional.empty());
    }

    private static Manifest manifest(
            String model, String version, AttributeSchema schema, Optional<ShownCombinations> shown) {
        return manifest(model, version, schema, shown, Optional.empty());
    }

    /** A further version of the model {@code fashion}, that a run made. */
    public static VersionPublished fashion(String version, Lineage lineage) {
        AttributeSchema schema = AttributeSchema.of(Attribute.oneOf("category", CATEGORIES));
        return published(manifest("fashion", version, schema, Optional.empty(), Optional.of(lineage)));
    }

    /** A version of what finds similar products. */
    public static VersionPublished productEmbedder(String version) {
        AttributeSchema schema = AttributeSchema.of(Attribute.oneOf("category", CATEGORIES));
        return published(manifest(
                Manifest.EMBEDDER, Model.PRODUCT_EMBEDDER, version, schema, Optional.empty(), Optional.empty()));
    }

    private static Manifest manifest(
            String model,
            String version,
            AttributeSchema schema,
            Optional<ShownCombinations> shown,
            Optional<Lineage> lineage) {
        return manifest("cgan", model, version, schema, shown, lineage);
    }

    private static Manifest manifest(
            String kind,
            String model,
            String version,
            AttributeSchema schema,
            Optional<ShownCombinations> shown,
            Optional<Lineage> lineage) {
        PictureFormat picture = new PictureFormat(28, 28, 1);
        Map<String, Part> parts = Map.of(
                Manifest.NETWORK, new Part(Sha256.of((model + version).getBytes()), 10),
                Manifest.WEIGHTS, new Part(Sha256.of((version + model).getBytes()), 20));
        return new Manifest(
                Manifest.VERSION,
                model,
                version,
                kind,
                Instant.parse("2026-01-0" + version.charAt(0) + "T00:00:00Z"),
                picture,
                64,
                schema,
                JsonNodeFactory.instance.objectNode().put("model", kind),
                "data-digest",
                JsonNodeFactory.instance.objectNode().put("labelMatch", 0.9),
                parts,
                Manifest.digestOf(parts, schema, picture, 64),
                shown,
                lineage);
    }

    /** The body that asks the model {@code fashion} for dresses. */
    public static String order(int count) {
        return "{\"model\": \"fashion\", \"attributes\": {\"category\": \"Dress\"}, \"count\": " + count + "}";
    }

    /** A consumer of requests in the workers' group, as a live worker is one; it is a member once it polls. */
    public KafkaConsumer<byte[], byte[]> workersMember(String id) {
        var member = new KafkaConsumer<>(
                Map.<String, Object>of(
                        "bootstrap.servers",
                        servers.kafka(),
                        "group.id",
                        "atelier-workers",
                        "group.instance.id",
                        id,
                        "auto.offset.reset",
                        "earliest",
                        "enable.auto.commit",
                        false),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer());
        member.subscribe(List.of(Topic.GENERATION_INTERACTIVE));
        return member;
    }

    public EmbeddedServers servers() {
        return servers;
    }

    public LogClient log() {
        return log;
    }

    public ObjectStore store() {
        return store;
    }

    public WorkerRole worker() {
        return worker;
    }

    public TrainerRole trainer() {
        return trainer;
    }

    public EmbedderRole embedder() {
        return embedder;
    }

    /** A further gateway on this broker and store, ready. */
    public GatewayProcess gateway(Map<String, String> settings) {
        return GatewayProcess.start(servers, settings).ready();
    }

    @Override
    public void close() {
        log.close();
        store.close();
        servers.close();
    }

    /** Initialised by the JVM on first use, and once. */
    private static final class Shared {
        private static final Installation INSTALLATION = new Installation(EmbeddedServers.shared());
        private static final GatewayProcess GATEWAY = INSTALLATION.gateway(Map.of());
    }
}
