package dev.atelier.workers;

import dev.atelier.contract.objects.MinioObjectStore;
import dev.atelier.contract.objects.ObjectStore;
import dev.atelier.contract.objects.StoreSettings;
import dev.atelier.contract.processes.ParentWatch;
import dev.atelier.workers.configuration.WorkerConfig;
import dev.atelier.workers.health.BrokerConnection;
import dev.atelier.workers.health.Numerics;
import dev.atelier.workers.health.Surroundings;
import dev.atelier.workers.health.WorkerState;
import dev.atelier.workers.metrics.WorkerMetrics;
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
import java.util.Map;
import org.eclipse.microprofile.reactive.messaging.Channel;
import org.eclipse.microprofile.reactive.messaging.Message;
import org.jboss.logging.Logger;

/** The life of a worker: what happens at its start, and how it leaves. */
@ApplicationScoped
public class Worker {
    private static final Logger LOG = Logger.getLogger(Worker.class);

    private final WorkerConfig config;
    private final WorkerMetrics metrics;
    private final WorkerState state;
    private final Multi<Message<byte[]>> requests;
    private final ObjectStore objects;
    private final Pipeline pipeline;
    private final Surroundings surroundings;

    /**
     * @param requests the channel of {@code generation.interactive}
     * @param kafka settings of the broker's clients
     */
    public Worker(
            WorkerConfig config,
            MeterRegistry registry,
            WorkerState state,
            BrokerConnection broker,
            @Channel("requests") Multi<Message<byte[]>> requests,
            @Identifier("default-kafka-broker") Map<String, Object> kafka) {
        this.config = config;
        this.metrics = new WorkerMetrics(registry);
        this.state = state;
        this.requests = requests;
        this.objects = new MinioObjectStore(settings(config.store()));
        this.pipeline = new Pipeline(
                config.worker(), config.worker().name().orElseGet(Worker::defaultName), objects, kafka, metrics);
        this.surroundings = new Surroundings(objects, pipeline.patience(), broker);
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
        state.watch(pipeline.intake(), pipeline.generate(), pipeline.patience());
        config.parentPid().ifPresent(ParentWatch::start);
        surroundings.start();
        pipeline.generate().between(this::checkNumerics);
        pipeline.start().thenRun(() -> requests.subscribe().withSubscriber(pipeline.intake()));
        pipeline.prepareChampions().thenRun(() -> pipeline.generate().between(state::championsLoaded));
    }

    /** Without anything to compute on there is nothing that this worker could do, now or later. */
    private void checkNumerics() {
        Numerics.check(metrics).ifPresentOrElse(state::numericsChecked, () -> Quarkus.asyncExit(1));
    }

    void stop(@Observes ShutdownEvent event) throws InterruptedException {
        LOG.info("draining: no new requests, finishing what has begun");
        boolean drained = pipeline.drain(config.worker().drainWithin());
        surroundings.close();
        objects.close();
        LOG.info(drained ? "drained" : "not all could be finished in time; the rest stays with the broker");
    }
}
