package dev.atelier.trainer.service;

import dev.atelier.contract.builds.Build;
import dev.atelier.contract.objects.MinioObjectStore;
import dev.atelier.contract.objects.ObjectKeys;
import dev.atelier.contract.objects.ObjectStore;
import dev.atelier.trainer.registry.ModelLog;
import dev.atelier.trainer.retention.CheckpointRetention;
import dev.atelier.trainer.retention.ProductLog;
import dev.atelier.trainer.retention.Retention;
import dev.atelier.trainer.retention.UnusedPictures;
import dev.atelier.trainer.retention.VersionRetention;
import dev.atelier.trainer.retraining.ModelSettings;
import dev.atelier.trainer.retraining.Retraining;
import dev.atelier.trainer.retraining.RetrainingSettings;
import dev.atelier.trainer.retraining.gate.GateRules;
import dev.atelier.trainer.retraining.runs.RunLoop;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/**
 * The part of the service that learns anew and removes what is no longer needed: from its configuration to {@link Retraining}
 * and {@link Retention}, from start to shutdown.
 */
@ApplicationScoped
public class RetrainingService {
    private static final Logger LOG = Logger.getLogger(RetrainingService.class);

    private final TrainerConfig config;
    private final String bootstrapServers;
    private final MeterRegistry registry;
    private Optional<ObjectStore> store = Optional.empty();
    private Optional<Retraining> retraining = Optional.empty();
    private Optional<Retention> retention = Optional.empty();

    public RetrainingService(
            TrainerConfig config,
            @ConfigProperty(name = "kafka.bootstrap.servers") String bootstrapServers,
            MeterRegistry registry) {
        this.config = config;
        this.bootstrapServers = bootstrapServers;
        this.registry = registry;
    }

    void start(@Observes StartupEvent event) {
        if (config.trainer().retraining().enabled()) {
            ObjectStore opened = new MinioObjectStore(config.store().settings());
            store = Optional.of(opened);
            RetrainingSettings settings = settings();
            Retraining started = Retraining.start(settings, opened, registry, RetrainingService::broken);
            retraining = Optional.of(started);
            if (config.trainer().retention().enabled()) {
                retention =
                        Optional.of(retention(opened, started, settings.terms().trainer()));
            }
        }
    }

    /** What starts this process again is better than one that lives and hears nothing; the run goes on by a checkpoint. */
    private static void broken(Thread thread, Throwable failure) {
        LOG.errorf(failure, "The trainer ends, since its thread %s did", thread.getName());
        Quarkus.asyncExit(1);
    }

    private Retention retention(ObjectStore opened, Retraining started, String by) {
        TrainerConfig.Retention said = config.trainer().retention();
        Clock clock = Clock.systemUTC();
        var versions = new VersionRetention(
                opened,
                new ModelLog(bootstrapServers),
                new VersionRetention.Rules(said.versions(), said.youngest(), said.requests()),
                clock);
        var checkpoints = new CheckpointRetention(opened, said.checkpoints(), clock);
        var products = new UnusedPictures(
                opened, ObjectKeys.PRODUCTS, new ProductLog(bootstrapServers)::referredTo, said.products(), clock);
        // A gateway removes them itself; what is left is of one that ended too soon.
        var queries = new UnusedPictures(opened, ObjectKeys.QUERIES, pictures -> Set.of(), said.queries(), clock);
        return Retention.start(
                List.of(
                        () -> started.runs()
                                .map(runs -> versions.sweep(by, runs))
                                .filter(retired -> !retired.isEmpty())
                                .map(retired -> "retired " + retired),
                        () -> started.runs()
                                .flatMap(runs -> removed(checkpoints.sweep(runs), "objects of checkpoints")),
                        () -> removed(products.sweep(), "pictures that no product refers to"),
                        () -> removed(queries.sweep(), "pictures of searches that are over")),
                said.every());
    }

    private static Optional<String> removed(int count, String what) {
        return count == 0 ? Optional.empty() : Optional.of("removed " + count + " " + what);
    }

    void stop(@Observes ShutdownEvent event) {
        retention.ifPresent(Retention::close);
        retraining.ifPresent(Retraining::close);
        store.ifPresent(ObjectStore::close);
    }

    private RetrainingSettings settings() {
        TrainerConfig.Retraining said = config.trainer().retraining();
        ConfiguredModels models = new ConfiguredModels(config.trainer().models());
        String name = said.name()
                .orElseGet(() -> "trainer-" + ProcessHandle.current().pid() + "-"
                        + UUID.randomUUID().toString().substring(0, 8));
        return new RetrainingSettings(
                bootstrapServers,
                said.group(),
                new RunLoop.Terms(name, said.lease(), said.attempts()),
                said.work(),
                Build.current().toString(),
                said.reportEvery(),
                model -> settings(models.of(model)));
    }

    private static ModelSettings settings(TrainerConfig.ModelTraining said) {
        TrainerConfig.Gate gate = said.gate();
        return new ModelSettings(
                said.kind(),
                said.recipe(),
                new ModelSettings.Budget(
                        said.epochs(), said.steps(), said.time(), said.measureEvery(), said.patience()),
                said.checkpointEvery(),
                new ModelSettings.Measuring(said.images(), said.seed(), said.classifierEpochs()),
                new GateRules(
                        gate.labelMatchLoss(),
                        gate.fidGrowth(),
                        gate.valueLoss(),
                        gate.valueImages(),
                        gate.latencyGrowth(),
                        gate.labelMatchGain(),
                        gate.fidDrop(),
                        gate.leastLabelMatch(),
                        gate.mostFid()),
                said.needsApproval());
    }
}
