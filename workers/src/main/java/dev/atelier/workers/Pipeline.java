package dev.atelier.workers;

import dev.atelier.contract.messages.MessageCodec;
import dev.atelier.contract.messages.Topic;
import dev.atelier.contract.models.ModelStore;
import dev.atelier.contract.objects.ObjectStore;
import dev.atelier.workers.batching.Batcher;
import dev.atelier.workers.commands.Cancellations;
import dev.atelier.workers.commands.JobGate;
import dev.atelier.workers.commands.LogFollower;
import dev.atelier.workers.configuration.WorkerConfig;
import dev.atelier.workers.encoding.EncodeStage;
import dev.atelier.workers.generation.GenerateStage;
import dev.atelier.workers.intake.Admission;
import dev.atelier.workers.intake.RequestIntake;
import dev.atelier.workers.intake.RequestReader;
import dev.atelier.workers.metrics.WorkerMetrics;
import dev.atelier.workers.models.Champions;
import dev.atelier.workers.models.LoadedModels;
import dev.atelier.workers.models.ModelFetcher;
import dev.atelier.workers.outages.StorePatience;
import dev.atelier.workers.reporting.EventLog;
import dev.atelier.workers.reporting.JobReports;
import dev.atelier.workers.stages.Stage;
import dev.atelier.workers.storing.StoreStage;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/** The stages, wired in the order in which a request passes them: read, batch, generate, encode, store, report. */
final class Pipeline {
    private final Stage read;
    private final Stage encode;
    private final Stage store;
    private final EventLog log;
    private final RequestIntake intake;
    private final ModelFetcher fetcher;
    private final Batcher batcher;
    private final GenerateStage generate;
    private final StorePatience patience;
    private final LogFollower commands;
    private final LogFollower modelChanges;
    private final Champions champions;

    /** @param kafka settings of the broker's clients */
    Pipeline(
            WorkerConfig.Worker config,
            String name,
            ObjectStore objects,
            Map<String, Object> kafka,
            WorkerMetrics metrics) {
        int inFlight = config.picturesInFlight();
        read = new Stage("read", 1, inFlight);
        encode = new Stage("encode", config.encodeThreads(), 2);
        store = new Stage("store", config.storeThreads(), config.batchSize());
        Stage report = new Stage("report", 1, 4 * config.batchSize());
        log = EventLog.of(report, kafka, metrics.retries("event"));
        var reports = new JobReports(log, new MessageCodec("/atelier/workers/" + name), name, metrics);
        patience = new StorePatience(metrics.retries("store"));
        fetcher = new ModelFetcher(new ModelStore(objects), config.cache(), patience);
        var cancellations = new Cancellations();
        batcher = new Batcher(
                config.batchSize(),
                config.batchWait(),
                new JobGate(cancellations, reports, Clock.systemUTC()),
                System::nanoTime);
        var encoding = new EncodeStage(encode, new StoreStage(store, objects, patience, reports), reports);
        generate = new GenerateStage(batcher, new LoadedModels(config.modelsLoaded()), encoding, reports, metrics);
        intake = new RequestIntake(
                read, inFlight, new RequestReader(new Admission(fetcher, batcher, reports), reports, metrics));
        champions = new Champions(fetcher, generate::warmUp);
        commands = new LogFollower(
                Topic.GENERATION_COMMANDS, Instant.now().minus(config.commandsSince()), kafka, cancellations::apply);
        modelChanges = new LogFollower(Topic.MODEL_CHANGES, Instant.EPOCH, kafka, champions::apply);
        observe(metrics, report);
    }

    private void observe(WorkerMetrics metrics, Stage report) {
        metrics.observe(read);
        metrics.observe("generate", batcher::waiting);
        metrics.observe(encode);
        metrics.observe(store);
        metrics.observe(report);
    }

    /**
     * Starts everything but the intake.
     *
     * @return completes when requests can be taken in: all commands are known
     */
    CompletableFuture<Void> start() {
        generate.start();
        return commands.start();
    }

    /** @return completes when the present champions are on the disk and in line to be loaded */
    CompletableFuture<Void> prepareChampions() {
        return modelChanges.start().thenCompose(caughtUp -> champions.live());
    }

    /**
     * Takes nothing in any more, finishes what has begun, waits for the broker's word on it. What has not begun stays
     * with the broker.
     *
     * @return whether all was finished in time
     */
    boolean drain(Duration within) throws InterruptedException {
        long deadline = System.nanoTime() + within.toNanos();
        intake.close();
        commands.close();
        modelChanges.close();
        boolean drained = read.drain(left(deadline));
        fetcher.close();
        batcher.close();
        drained &= generate.drain(left(deadline));
        drained &= encode.drain(left(deadline));
        drained &= store.drain(left(deadline));
        drained &= log.drain(left(deadline));
        return drained;
    }

    private static Duration left(long deadline) {
        return Duration.ofNanos(Math.max(0, deadline - System.nanoTime()));
    }

    RequestIntake intake() {
        return intake;
    }

    GenerateStage generate() {
        return generate;
    }

    StorePatience patience() {
        return patience;
    }
}
