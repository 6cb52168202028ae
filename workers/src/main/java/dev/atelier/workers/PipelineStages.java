package dev.atelier.workers;

import dev.atelier.workers.batching.BatchRules;
import dev.atelier.workers.configuration.WorkerConfig;
import dev.atelier.workers.metrics.WorkerMetrics;
import dev.atelier.workers.stages.Stage;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** The threads of the pipeline and the room before each. Those of shards never hold up those of jobs. */
final class PipelineStages {
    /** Uploads of shards at one time: one is under way while the next is opened by the store. */
    private static final int SHARD_UPLOADS = 2;

    /** Bulk batches behind the generators: one is encoded, one waits, so that no encoder runs dry. */
    private static final int BATCHES_BEHIND = 2;

    final Stage read;
    final Stage encode;
    final Stage store;
    final Stage readShards;
    final Stage openShards;
    final Stage encodeShards;
    final Stage storeShards;
    final Stage report;

    PipelineStages(WorkerConfig.Worker config, WorkerMetrics metrics) {
        read = new Stage("read", 1, config.picturesInFlight());
        encode = new Stage("encode", config.encodeThreads(), 2);
        store = new Stage("store", config.storeThreads(), config.batchSize());
        readShards = new Stage("read-shards", 1, config.shardsHeld());
        openShards = new Stage("open-shards", 1, config.shardsOpen());
        // A task is at least a picture, so no more tasks can come than pictures are under way.
        encodeShards =
                new Stage("encode-shards", config.encodeThreads(), rules(config).bulkUnderWay());
        storeShards = new Stage("store-shards", SHARD_UPLOADS, config.shardsOpen());
        report = new Stage("report", 1, 4 * config.batchSize());
        all().forEach(metrics::observe);
    }

    private List<Stage> all() {
        return List.of(read, encode, store, readShards, openShards, encodeShards, storeShards, report);
    }

    static BatchRules rules(WorkerConfig.Worker config) {
        return new BatchRules(
                config.batchSize(),
                config.interactiveBatchSize(),
                config.batchWait(),
                config.bulkShare(),
                config.modelStint(),
                (config.generators() + BATCHES_BEHIND) * config.batchSize());
    }

    static Path scratch(WorkerConfig.Worker config) {
        return config.scratch().orElseGet(() -> Path.of(System.getProperty("java.io.tmpdir")));
    }

    static Duration left(long deadline) {
        return Duration.ofNanos(Math.max(0, deadline - System.nanoTime()));
    }

    /** What is not read or opened stays with the broker. */
    boolean drainIntake(long deadline) throws InterruptedException {
        openShards.drain(Duration.ZERO);
        return read.drain(left(deadline)) & readShards.drain(left(deadline));
    }

    boolean drainRest(long deadline) throws InterruptedException {
        boolean drained = encode.drain(left(deadline));
        drained &= encodeShards.drain(left(deadline));
        drained &= store.drain(left(deadline));
        drained &= storeShards.drain(left(deadline));
        return drained;
    }
}
