package dev.atelier.workers;

import dev.atelier.contract.messages.MessageCodec;
import dev.atelier.contract.objects.MinioObjectStore;
import dev.atelier.contract.objects.ObjectStore;
import dev.atelier.contract.objects.StoreSettings;
import dev.atelier.contract.processes.ParentWatch;
import dev.atelier.workers.configuration.WorkerConfig;
import dev.atelier.workers.embedding.EmbeddingWork;
import dev.atelier.workers.expansion.Expander;
import dev.atelier.workers.health.BrokerConnection;
import dev.atelier.workers.health.Numerics;
import dev.atelier.workers.health.Surroundings;
import dev.atelier.workers.health.WorkerState;
import dev.atelier.workers.metrics.WorkerMetrics;
import dev.atelier.workers.outages.StorePatience;
import dev.atelier.workers.reporting.EventLog;
import dev.atelier.workers.stages.Stage;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.common.annotation.Identifier;
import io.smallrye.mutiny.Multi;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.reactive.messaging.Channel;
import org.eclipse.microprofile.reactive.messaging.Message;
import org.jboss.logging.Logger;

/** The life of a worker: what happens at its start, and how it leaves. */
@ApplicationScoped
public class Worker {
    private static final Logger LOG = Logger.getLogger(Worker.class);
    /** It stops at the next shard, so this is the time in which the broker hears of it. */
    private static final Duration EXPANDER_DRAINS_WITHIN = Duration.ofSeconds(3);
    /** It finishes the few messages that it has begun. */
    private static final Duration EMBEDDING_DRAINS_WITHIN = Duration.ofSeconds(2);

    private final WorkerConfig config;
    private final WorkerMetrics metrics;
    private final WorkerState state;
    private final Multi<Message<byte[]>> requests;
    private final Multi<Message<byte[]>> shards;
    private final ObjectStore objects;
    private final Pipeline pipeline;
    private final Surroundings surroundings;
    private final Expander expander;
    private final EmbeddingWork embedding;

    /**
     * @param requests the channel of {@code generation.interactive}
     * @param shards the channel of {@code generation.bulk}
     * @param kafka settings of the broker's clients
     */
    public Worker(
            WorkerConfig config,
            MeterRegistry registry,
            WorkerState state,
            BrokerConnection broker,
            @Channel("requests") Multi<Message<byte[]>> requests,
            @Channel("shards") Multi<Message<byte[]>> shards,
            @Identifier("default-kafka-broker") Map<String, Object> kafka) {
        this.config = config;
        this.metrics = new WorkerMetrics(registry);
        this.state = state;
        this.requests = requests;
        this.shards = shards;
        this.objects = new MinioObjectStore(settings(config.store()));
        String name = config.worker().name().orElseGet(Worker::defaultName);
        this.pipeline = new Pipeline(config.worker(), name, objects, kafka, metrics);
        this.expander = expander(name, kafka);
        this.embedding = embedding(name, kafka);
        this.surroundings = new Surroundings(objects, pipeline.patience(), broker);
    }

    /** Beside the pipeline, which it must not hold up: with stage, producer and patience of its own. */
    private Expander expander(String name, Map<String, Object> kafka) {
        Stage report = new Stage("report-batches", 1, 64);
        metrics.observe(report);
        return new Expander(
                kafka,
                config.worker().instanceId(),
                config.worker().shardsAsked(),
                config.worker().sourcesKept(),
                objects,
                new StorePatience(metrics.retries("store")),
                EventLog.of(report, kafka, metrics.retries("event")),
                new MessageCodec("/atelier/workers/" + name));
    }

    /** As the expander, but for what is computed: that has a generator's thread. */
    private EmbeddingWork embedding(String name, Map<String, Object> kafka) {
        Stage report = new Stage("report-embeddings", 1, 256);
        metrics.observe(report);
        return new EmbeddingWork(
                kafka,
                objects,
                config.worker().cache(),
                pipeline.generate()::between,
                EventLog.of(report, kafka, metrics.retries("event")),
                new MessageCodec("/atelier/workers/" + name),
                metrics);
    }

    private static StoreSettings settings(WorkerConfig.Store store) {
        return new StoreSettings(
                store.endpoint(),
                store.publicEndpoint().orElse(store.endpoint()),
                store.region(),
                store.accessKey(),
                store.secretKey(),
                store.bucket());
    }

    private static String defaultName() {
        String process = "worker-" + ProcessHandle.current().pid();
        try {
            return process + "@" + InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException e) {
            return process;
        }
    }

    void start(@Observes StartupEvent event) {
        state.watch(List.of(pipeline.jobs(), pipeline.shards()), pipeline.generate(), pipeline.patience());
        config.parentPid().ifPresent(ParentWatch::start);
        surroundings.start();
        pipeline.start(this::checkNumerics).thenRun(() -> {
            requests.subscribe().withSubscriber(pipeline.jobs());
            shards.subscribe().withSubscriber(pipeline.shards());
        });
        expander.start();
        embedding.start();
        pipeline.prepareChampions().thenRun(state::championsLoaded);
    }

    /** Without anything to compute on there is nothing that this worker could do, now or later. */
    private void checkNumerics() {
        Numerics.check(metrics).ifPresentOrElse(state::numericsChecked, () -> Quarkus.asyncExit(1));
    }

    void stop(@Observes ShutdownEvent event) throws InterruptedException {
        LOG.info("draining: no new requests, finishing what has begun");
        boolean drained = expander.drain(EXPANDER_DRAINS_WITHIN);
        drained &= embedding.drain(EMBEDDING_DRAINS_WITHIN);
        drained &= pipeline.drain(config.worker().drainWithin());
        surroundings.close();
        objects.close();
        LOG.info(drained ? "drained" : "not all could be finished in time; the rest stays with the broker");
    }
}
