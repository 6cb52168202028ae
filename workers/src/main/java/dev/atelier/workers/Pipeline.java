package dev.atelier.workers;

import dev.atelier.contract.messages.MessageCodec;
import dev.atelier.contract.messages.Topic;
import dev.atelier.contract.models.ModelStore;
import dev.atelier.contract.objects.ObjectStore;
import dev.atelier.workers.batching.Batcher;
import dev.atelier.workers.commands.Cancellations;
import dev.atelier.workers.commands.CatalogueOrders;
import dev.atelier.workers.commands.JobGate;
import dev.atelier.workers.commands.LogFollower;
import dev.atelier.workers.commands.ShardGate;
import dev.atelier.workers.commands.WorkGate;
import dev.atelier.workers.configuration.WorkerConfig;
import dev.atelier.workers.encoding.EncodeStage;
import dev.atelier.workers.generation.GenerateStage;
import dev.atelier.workers.intake.Admission;
import dev.atelier.workers.intake.Demand;
import dev.atelier.workers.intake.RequestIntake;
import dev.atelier.workers.intake.RequestReader;
import dev.atelier.workers.intake.ShardReader;
import dev.atelier.workers.jobs.Job;
import dev.atelier.workers.jobs.Lane;
import dev.atelier.workers.jobs.Shard;
import dev.atelier.workers.metrics.WorkerMetrics;
import dev.atelier.workers.models.Champions;
import dev.atelier.workers.models.ModelFetcher;
import dev.atelier.workers.outages.StorePatience;
import dev.atelier.workers.reporting.EventLog;
import dev.atelier.workers.reporting.JobReports;
import dev.atelier.workers.reporting.ShardReports;
import dev.atelier.workers.reporting.WorkReports;
import dev.atelier.workers.shards.HeldShards;
import dev.atelier.workers.shards.ShardOpener;
import dev.atelier.workers.shards.ShardPacker;
import dev.atelier.workers.shards.ShardStore;
import dev.atelier.workers.storing.StoreStage;
import dev.atelier.workers.storing.VersionMarks;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/**
 * The stages, wired in the order in which a request passes them: read, batch, generate, encode, store, report. Jobs and
 * shards of catalogues meet in the batcher alone.
 */
final class Pipeline {
    private final PipelineStages stages;
    private final EventLog log;
    private final RequestIntake jobs;
    private final RequestIntake shards;
    private final ModelFetcher fetcher;
    private final Batcher batcher;
    private final GenerateStage generate;
    private final StorePatience patience;
    private final LogFollower commands;
    private final LogFollower catalogueEvents;
    private final LogFollower modelChanges;
    private final Champions champions;

    /** @param kafka settings of the broker's clients */
    Pipeline(
            WorkerConfig.Worker config,
            String name,
            ObjectStore objects,
            Map<String, Object> kafka,
            WorkerMetrics metrics) {
        stages = new PipelineStages(config, metrics);
        log = EventLog.of(stages.report, kafka, metrics.retries("event"));
        var codec = new MessageCodec("/atelier/workers/" + name);
        var reports =
                new WorkReports(new JobReports(log, codec, name, metrics), new ShardReports(log, codec, name, metrics));
        patience = new StorePatience(metrics.retries("store"));
        fetcher = new ModelFetcher(new ModelStore(objects), config.cache(), patience);
        var cancellations = new Cancellations();
        var orders = new CatalogueOrders();
        var shardGate = new ShardGate(orders);
        var gate = new WorkGate(new JobGate(cancellations, reports.jobs(), Clock.systemUTC()), shardGate);
        batcher = new Batcher(PipelineStages.rules(config), gate, System::nanoTime);

        var marks = new VersionMarks(objects);
        var storing = new StoreStage(stages.store, objects, marks, patience, reports.jobs());
        var packing = new ShardPacker(
                PipelineStages.scratch(config),
                new ShardStore(stages.storeShards, objects, marks, patience, reports.shards()),
                reports.shards());
        generate = new GenerateStage(
                config.generators(),
                config.modelsLoaded(),
                batcher,
                new EncodeStage<>(stages.encode, Job.class, storing::submit, reports),
                new EncodeStage<>(stages.encodeShards, Shard.class, packing::pack, reports),
                reports,
                metrics);

        jobs = RequestIntake.ofJobs(
                stages.read,
                Demand.ofPictures(config.picturesInFlight()),
                new RequestReader(new Admission(fetcher, batcher, reports.jobs()), reports.jobs(), metrics));
        var held = new HeldShards(
                config.shardsOpen(),
                new ShardOpener(stages.openShards, fetcher, objects, patience, reports.shards()),
                orders,
                shardGate,
                metrics,
                batcher::add);
        shards = RequestIntake.ofShards(
                stages.readShards, Demand.ofShards(config.shardsHeld()), new ShardReader(held, reports.shards()));

        champions = new Champions(fetcher, generate::warmUp);
        commands = new LogFollower(
                Topic.GENERATION_COMMANDS, Instant.now().minus(config.commandsSince()), kafka, cancellations::apply);
        catalogueEvents = new LogFollower(Topic.GENERATION_CATALOGUE_EVENTS, Instant.EPOCH, kafka, message -> {
            if (orders.apply(message)) {
                held.review();
            }
        });
        modelChanges = new LogFollower(Topic.MODEL_CHANGES, Instant.EPOCH, kafka, champions::apply);
        for (Lane lane : Lane.values()) {
            metrics.observe(lane, () -> batcher.waiting(lane));
        }
        metrics.observeShards("open", held::open);
        metrics.observeShards("waiting", held::waiting);
    }

    /**
     * Starts everything but the intakes.
     *
     * @param first done on a generator's thread, before anything is generated
     * @return completes when requests can be taken in: all commands are known
     */
    CompletableFuture<Void> start(Runnable first) {
        generate.start(first);
        return CompletableFuture.allOf(commands.start(), catalogueEvents.start());
    }

    /** @return completes when every generator has loaded the present champions */
    CompletableFuture<Void> prepareChampions() {
        return modelChanges
                .start()
                .thenCompose(caughtUp -> champions.live())
                .thenCompose(fetched -> generate.settled());
    }

    /**
     * Takes nothing in any more, finishes what has begun, waits for the broker's word on it. What has not begun stays
     * with the broker, and so do shards of which pictures are still to be made.
     *
     * @return whether all was finished in time
     */
    boolean drain(Duration within) throws InterruptedException {
        long deadline = System.nanoTime() + within.toNanos();
        jobs.close();
        shards.close();
        commands.close();
        catalogueEvents.close();
        modelChanges.close();
        boolean drained = stages.drainIntake(deadline);
        fetcher.close();
        batcher.close();
        drained &= generate.drain(PipelineStages.left(deadline));
        drained &= stages.drainRest(deadline);
        drained &= log.drain(PipelineStages.left(deadline));
        return drained;
    }

    RequestIntake jobs() {
        return jobs;
    }

    RequestIntake shards() {
        return shards;
    }

    GenerateStage generate() {
        return generate;
    }

    StorePatience patience() {
        return patience;
    }
}
