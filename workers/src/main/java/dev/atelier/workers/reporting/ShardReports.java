package dev.atelier.workers.reporting;

import dev.atelier.contract.messages.CatalogueEvent;
import dev.atelier.contract.messages.CatalogueEvent.ShardFailed;
import dev.atelier.contract.messages.CatalogueEvent.ShardStored;
import dev.atelier.contract.messages.MessageCodec;
import dev.atelier.workers.jobs.Delivery;
import dev.atelier.workers.jobs.Failure;
import dev.atelier.workers.jobs.Shard;
import dev.atelier.workers.metrics.WorkerMetrics;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/** Says in the log what becomes of shards. A request is acknowledged when the broker has that, and not before. */
public final class ShardReports {
    private final EventLog log;
    private final MessageCodec codec;
    private final String worker;
    private final WorkerMetrics metrics;

    /** @param worker how events name this worker */
    public ShardReports(EventLog log, MessageCodec codec, String worker, WorkerMetrics metrics) {
        this.log = log;
        this.codec = codec;
        this.worker = worker;
        this.metrics = metrics;
    }

    /** A file that lies in the store. */
    public record StoredFile(String key, String sha256, long size) {}

    public void stored(Shard shard, StoredFile tar, StoredFile index) {
        if (shard.end()) {
            metrics.countShard("stored");
            var event = new ShardStored(
                    CatalogueEvent.VERSION,
                    shard.request().batch(),
                    Instant.now(),
                    shard.request().shard(),
                    tar.key(),
                    tar.sha256(),
                    tar.size(),
                    index.key(),
                    index.sha256(),
                    shard.count(),
                    worker);
            log.write(() -> codec.write(event), shard.delivery()::acknowledge);
        }
    }

    public void failed(Shard shard, Failure failure) {
        if (shard.end()) {
            failed(shard.request().batch(), shard.request().shard(), failure, shard.delivery()::acknowledge);
        }
    }

    /** A shard that could not be opened. */
    public void failed(String batch, int shard, Failure failure, Runnable acknowledged) {
        metrics.countShard("failed");
        metrics.countFailure(failure.code());
        var event =
                new ShardFailed(CatalogueEvent.VERSION, batch, Instant.now(), shard, failure.code(), failure.reason());
        log.write(() -> codec.write(event), acknowledged);
    }

    /** A message that can't be read goes to the dead letters; its shard, where its key tells which, has failed. */
    public void unreadable(Delivery delivery, Failure failure) {
        metrics.countDeadLetter(failure.code());
        Optional<ShardKey> shard = ShardKey.of(delivery.message().key());
        var unacknowledged = new AtomicInteger(shard.isPresent() ? 2 : 1);
        Runnable acknowledged = () -> {
            if (unacknowledged.decrementAndGet() == 0) {
                delivery.acknowledge();
            }
        };
        log.write(() -> codec.deadLetter(delivery.message(), failure.code(), failure.reason()), acknowledged);
        shard.ifPresent(key -> failed(key.batch(), key.shard(), failure, acknowledged));
    }

    /** What a message's key says of its shard. */
    private record ShardKey(String batch, int shard) {
        private static final int LONGEST = 500;

        static Optional<ShardKey> of(String key) {
            if (key.length() > LONGEST || !key.matches(".*\\S.*/\\d{1,9}")) {
                return Optional.empty();
            }
            int slash = key.lastIndexOf('/');
            return Optional.of(new ShardKey(key.substring(0, slash), Integer.parseInt(key.substring(slash + 1))));
        }
    }
}
