package dev.atelier.standalone.scale;

import dev.atelier.contract.messages.CatalogueEvent;
import dev.atelier.contract.messages.CatalogueEvent.Completed;
import dev.atelier.contract.messages.CatalogueEvent.Failed;
import dev.atelier.contract.messages.CatalogueEvent.ShardFailed;
import dev.atelier.contract.messages.CatalogueEvent.ShardStored;
import dev.atelier.standalone.terminal.CommandFailure;
import java.time.Duration;
import java.time.Instant;
import java.util.BitSet;
import java.util.HashSet;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/** How far a batch is, by the log; told of every event, on one thread. */
final class BatchProgress {
    private static final Duration PATIENCE = Duration.ofMinutes(5);

    private final String batch;
    private final BitSet stored = new BitSet();
    private final Set<String> workers = new HashSet<>();
    private long items;
    private long lastChange = System.nanoTime();
    private OptionalLong firstShard = OptionalLong.empty();
    private Optional<ShardStored> latest = Optional.empty();
    private Optional<Completed> end = Optional.empty();
    private long endedAt;

    BatchProgress(String batch) {
        this.batch = batch;
    }

    /** @throws CommandFailure where the batch or one of its shards failed */
    void note(CatalogueEvent event) {
        if (!event.batch().equals(batch)) {
            return;
        }
        lastChange = System.nanoTime();
        if (event instanceof ShardStored shard) {
            noteStored(shard);
        } else if (event instanceof Completed completed && end.isEmpty()) {
            end = Optional.of(completed);
            endedAt = lastChange;
        } else if (event instanceof ShardFailed failed) {
            throw new CommandFailure("shard " + failed.shard() + " failed: " + failed.code() + ", " + failed.reason());
        } else if (event instanceof Failed failed) {
            throw new CommandFailure("batch " + batch + " failed: " + failed.code() + ", " + failed.reason());
        }
    }

    private void noteStored(ShardStored shard) {
        latest = Optional.of(shard);
        workers.add(shard.worker());
        if (firstShard.isEmpty()) {
            firstShard = OptionalLong.of(lastChange);
        }
        if (!stored.get(shard.shard())) {
            stored.set(shard.shard());
            items += shard.images();
        }
    }

    /** @throws CommandFailure where nothing has been heard for too long */
    void requireLife() {
        if (System.nanoTime() - lastChange > PATIENCE.toNanos()) {
            throw new CommandFailure("nothing has been heard of batch " + batch + " for " + PATIENCE.toMinutes()
                    + " minutes; " + items + " of its items are stored");
        }
    }

    boolean isCompleted() {
        return end.isPresent();
    }

    Completed end() {
        return end.orElseThrow();
    }

    /** Items in stored shards. */
    long items() {
        return items;
    }

    /** Names of workers that have stored a shard; each life of one has another. */
    Set<String> workers() {
        return Set.copyOf(workers);
    }

    /** Whether the shard that was stored last was stored after that moment. */
    boolean hasStoredSince(Instant moment) {
        return latest.filter(shard -> shard.at().isAfter(moment)).isPresent();
    }

    /** By {@link System#nanoTime}. */
    long firstShardAt() {
        return firstShard.orElse(endedAt);
    }

    /** By {@link System#nanoTime}. */
    long endedAt() {
        return endedAt;
    }
}
