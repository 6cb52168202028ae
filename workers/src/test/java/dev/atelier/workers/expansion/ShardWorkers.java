package dev.atelier.workers.expansion;

import dev.atelier.contract.artefact.Sha256;
import dev.atelier.contract.catalogues.Batch;
import dev.atelier.contract.catalogues.Batches;
import dev.atelier.contract.messages.CatalogueEvent;
import dev.atelier.contract.messages.CatalogueEvent.ShardFailed;
import dev.atelier.contract.messages.CatalogueEvent.ShardStored;
import dev.atelier.contract.messages.CatalogueRequest;
import dev.atelier.contract.messages.MessageCodec;
import dev.atelier.contract.messages.ShardRequest;
import dev.atelier.contract.messages.Topic;
import dev.atelier.contract.objects.ObjectKeys;
import dev.atelier.workers.commands.LogFollower;
import dev.atelier.workers.shards.PlayedShard;
import dev.atelier.workers.testing.Installation;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;

/** Plays the workers that make shards, one by one and when it is told to, and reads the log beside the expander. */
final class ShardWorkers {
    private final Installation installation;
    private final MessageCodec codec = new MessageCodec("/test");
    private final Batches batches = new Batches(Duration.ofDays(1), 1_000);
    private final List<ShardRequest> asked = new CopyOnWriteArrayList<>();
    private final List<CatalogueEvent> events = new CopyOnWriteArrayList<>();
    private final List<LogFollower> followers;

    ShardWorkers(Installation installation) {
        this.installation = installation;
        Map<String, Object> kafka =
                Map.of("bootstrap.servers", installation.servers().kafka());
        followers = List.of(
                new LogFollower(
                        Topic.GENERATION_BULK,
                        Instant.EPOCH,
                        kafka,
                        value -> asked.add(MessageCodec.readShardRequest(value))),
                new LogFollower(Topic.GENERATION_CATALOGUE_EVENTS, Instant.EPOCH, kafka, this::note));
        followers.forEach(LogFollower::start);
    }

    private void note(byte[] value) {
        CatalogueEvent event = MessageCodec.readCatalogueEvent(value);
        events.add(event);
        batches.apply(event);
    }

    void request(CatalogueRequest request) {
        batches.apply(request);
        installation.send(codec.write(request));
    }

    void say(CatalogueEvent event) {
        installation.send(codec.write(event));
    }

    /** Every request for a shard of a batch so far, repeated ones too. */
    List<ShardRequest> asked(String batch) {
        return asked.stream().filter(shard -> shard.batch().equals(batch)).toList();
    }

    /** The numbers of the shards that were asked for. */
    Set<Integer> shardsAsked(String batch) {
        return asked(batch).stream().map(ShardRequest::shard).collect(Collectors.toSet());
    }

    List<CatalogueEvent> events(String batch) {
        return events.stream().filter(event -> event.batch().equals(batch)).toList();
    }

    Batch batch(String id) {
        return batches.batch(id).orElseThrow();
    }

    /** The lines of a shard's list. */
    List<String> items(ShardRequest shard) {
        byte[] list = installation.store().get(shard.list());
        if (!Sha256.of(list).equals(shard.listSha256())) {
            throw new AssertionError(shard.list() + " is another list than was asked for");
        }
        return new String(list, StandardCharsets.UTF_8).lines().toList();
    }

    void store(ShardRequest shard) {
        storeTar(shard, "one processor");
        storeIndex(shard, "one processor");
    }

    private PlayedShard shard(ShardRequest shard, String processor) {
        String key = ObjectKeys.shard(shard.tenant(), shard.batch(), shard.shard());
        return PlayedShard.of(key.substring(key.lastIndexOf('/') + 1), items(shard), processor);
    }

    /** What a worker does first. */
    void storeTar(ShardRequest shard, String processor) {
        String key = ObjectKeys.shard(shard.tenant(), shard.batch(), shard.shard());
        installation.store().put(key, shard(shard, processor).tar(), "application/x-tar", Map.of());
    }

    /** And then, with what it says of it. */
    void storeIndex(ShardRequest shard, String processor) {
        PlayedShard played = shard(shard, processor);
        String key = ObjectKeys.shardIndex(shard.tenant(), shard.batch(), shard.shard());
        installation.store().put(key, played.index(), "application/x-ndjson", Map.of());
        say(new ShardStored(
                CatalogueEvent.VERSION,
                shard.batch(),
                Instant.now(),
                shard.shard(),
                ObjectKeys.shard(shard.tenant(), shard.batch(), shard.shard()),
                Sha256.of(played.tar()),
                played.tar().length,
                key,
                Sha256.of(played.index()),
                shard.items(),
                "played"));
    }

    void fail(ShardRequest shard) {
        say(new ShardFailed(
                CatalogueEvent.VERSION, shard.batch(), Instant.now(), shard.shard(), "played", "for the test"));
    }

    /** Stores every shard that was asked for and is not stored yet; to be called again and again. */
    void storeAll(String batch) {
        Set<Integer> done = new HashSet<>();
        for (ShardRequest shard : asked(batch)) {
            if (!batch(batch).shards().isFinished(shard.shard()) && done.add(shard.shard())) {
                store(shard);
            }
        }
    }

    void close() throws InterruptedException {
        for (LogFollower follower : followers) {
            follower.close();
        }
    }
}
